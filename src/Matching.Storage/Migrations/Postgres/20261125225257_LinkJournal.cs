using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Matching.Storage.Migrations.Postgres
{
    /// <summary>An empty table with its indexes, and a nullable column of review_items: a change of the catalogue only, no rewrite and no lock to speak of.</summary>
    public partial class LinkJournal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "UnsureAt",
                table: "review_items",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "link_journal",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Judgement = table.Column<int>(type: "integer", nullable: false),
                    Scope = table.Column<int>(type: "integer", nullable: false),
                    IsCodeChange = table.Column<bool>(type: "boolean", nullable: false),
                    NeedsSecond = table.Column<bool>(type: "boolean", nullable: false),
                    LeftRecordId = table.Column<long>(type: "bigint", nullable: true),
                    LeftPosition = table.Column<int>(type: "integer", nullable: true),
                    LeftKeyHash = table.Column<long>(type: "bigint", nullable: true),
                    LeftName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RightRecordId = table.Column<long>(type: "bigint", nullable: true),
                    RightPosition = table.Column<int>(type: "integer", nullable: true),
                    RightKeyHash = table.Column<long>(type: "bigint", nullable: true),
                    RightName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FirmId = table.Column<long>(type: "bigint", nullable: true),
                    OtherFirmId = table.Column<long>(type: "bigint", nullable: true),
                    EntryId = table.Column<long>(type: "bigint", nullable: true),
                    ReviewItemId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_link_journal", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_link_journal_FirmId",
                table: "link_journal",
                column: "FirmId");

            migrationBuilder.CreateIndex(
                name: "IX_link_journal_Kind",
                table: "link_journal",
                column: "Kind");

            migrationBuilder.CreateIndex(
                name: "IX_link_journal_OtherFirmId",
                table: "link_journal",
                column: "OtherFirmId");

            migrationBuilder.CreateIndex(
                name: "IX_link_journal_ReviewItemId",
                table: "link_journal",
                column: "ReviewItemId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "link_journal");

            migrationBuilder.DropColumn(
                name: "UnsureAt",
                table: "review_items");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Matching.Storage.Migrations.Postgres
{
    /// <summary>A new table, filled with what the cards themselves still tell: no rewrite and no lock to speak of.</summary>
    public partial class CardSteps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "card_steps",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Act = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Before = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    By = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_card_steps", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_card_steps_Version",
                table: "card_steps",
                column: "Version");

            // Of a card that was in force several times the table only knows the last; hashes were not kept.
            migrationBuilder.Sql(
                """
                INSERT INTO card_steps ("Act", "Version", "ContentHash", "By", "At", "Reason")
                SELECT 1, "Version", '', "CreatedBy", "CreatedAt", '' FROM point_cards ORDER BY "CreatedAt";
                INSERT INTO card_steps ("Act", "Version", "ContentHash", "By", "At", "Reason")
                SELECT 2, "Version", '', COALESCE("ActivatedBy", "CreatedBy"), "InForceFrom", '' FROM point_cards WHERE "InForceFrom" IS NOT NULL ORDER BY "InForceFrom";
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "card_steps");
        }
    }
}

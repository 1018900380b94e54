using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Matching.Storage.Migrations.Sqlite
{
    /// <summary>An empty table with its indexes, and a nullable column of review_items: a change of the catalogue only, no rewrite and no lock to speak of.</summary>
    public partial class LinkJournal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "UnsureAt",
                table: "review_items",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "link_journal",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Judgement = table.Column<int>(type: "INTEGER", nullable: false),
                    Scope = table.Column<int>(type: "INTEGER", nullable: false),
                    IsCodeChange = table.Column<bool>(type: "INTEGER", nullable: false),
                    NeedsSecond = table.Column<bool>(type: "INTEGER", nullable: false),
                    LeftRecordId = table.Column<long>(type: "INTEGER", nullable: true),
                    LeftPosition = table.Column<int>(type: "INTEGER", nullable: true),
                    LeftKeyHash = table.Column<long>(type: "INTEGER", nullable: true),
                    LeftName = table.Column<string>(type: "TEXT", nullable: true),
                    RightRecordId = table.Column<long>(type: "INTEGER", nullable: true),
                    RightPosition = table.Column<int>(type: "INTEGER", nullable: true),
                    RightKeyHash = table.Column<long>(type: "INTEGER", nullable: true),
                    RightName = table.Column<string>(type: "TEXT", nullable: true),
                    FirmId = table.Column<long>(type: "INTEGER", nullable: true),
                    OtherFirmId = table.Column<long>(type: "INTEGER", nullable: true),
                    EntryId = table.Column<long>(type: "INTEGER", nullable: true),
                    ReviewItemId = table.Column<long>(type: "INTEGER", nullable: true)
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

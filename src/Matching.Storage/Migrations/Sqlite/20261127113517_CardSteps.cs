using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Matching.Storage.Migrations.Sqlite
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Act = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<string>(type: "TEXT", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false)
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

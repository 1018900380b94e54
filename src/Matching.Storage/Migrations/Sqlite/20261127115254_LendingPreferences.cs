using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Matching.Storage.Migrations.Sqlite
{
    /// <summary>An empty table: a change of the catalogue only, no rewrite and no lock to speak of.</summary>
    public partial class LendingPreferences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "lending_preferences",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    Levels = table.Column<string>(type: "TEXT", nullable: false),
                    SavedBy = table.Column<string>(type: "TEXT", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lending_preferences", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_lending_preferences_Tenant",
                table: "lending_preferences",
                column: "Tenant");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "lending_preferences");
        }
    }
}

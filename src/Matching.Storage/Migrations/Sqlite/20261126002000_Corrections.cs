using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Matching.Storage.Migrations.Sqlite
{
    /// <summary>Which returned row a row corrects. A column that is empty at first and an index over none of the rows: neither size nor a long lock.</summary>
    public partial class Corrections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Corrects",
                table: "library_records",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_library_records_Corrects",
                table: "library_records",
                column: "Corrects",
                filter: "\"Corrects\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_library_records_Corrects",
                table: "library_records");

            migrationBuilder.DropColumn(
                name: "Corrects",
                table: "library_records");
        }
    }
}

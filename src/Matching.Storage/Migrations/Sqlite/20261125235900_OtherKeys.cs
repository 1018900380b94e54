using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Matching.Storage.Migrations.Sqlite
{
    /// <summary>Two more keys a record may be known by. Columns that are empty at first and indexes over none of the rows: neither size nor a long lock;
    /// records read before keep the one key they have.</summary>
    public partial class OtherKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "SecondKeyHash",
                table: "normalized_records",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ThirdKeyHash",
                table: "normalized_records",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_normalized_records_SecondKeyHash",
                table: "normalized_records",
                column: "SecondKeyHash",
                filter: "\"SecondKeyHash\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_normalized_records_ThirdKeyHash",
                table: "normalized_records",
                column: "ThirdKeyHash",
                filter: "\"ThirdKeyHash\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_normalized_records_SecondKeyHash",
                table: "normalized_records");

            migrationBuilder.DropIndex(
                name: "IX_normalized_records_ThirdKeyHash",
                table: "normalized_records");

            migrationBuilder.DropColumn(
                name: "SecondKeyHash",
                table: "normalized_records");

            migrationBuilder.DropColumn(
                name: "ThirdKeyHash",
                table: "normalized_records");
        }
    }
}

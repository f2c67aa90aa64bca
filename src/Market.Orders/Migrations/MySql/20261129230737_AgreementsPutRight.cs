using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.MySql
{
    /// <inheritdoc />
    public partial class AgreementsPutRight : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "BidsClosedAt",
                table: "orders_demands",
                type: "datetime(6)",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "GivenBackGrams",
                table: "orders_awards",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "RefusalReason",
                table: "orders_award_sets",
                type: "varchar(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "",
                collation: "utf8mb4_unicode_ci");

            migrationBuilder.AddColumn<DateTime>(
                name: "RefusedAt",
                table: "orders_award_sets",
                type: "datetime(6)",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RefusedBy",
                table: "orders_award_sets",
                type: "char(36)",
                maxLength: 36,
                nullable: true,
                collation: "ascii_general_ci");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "BidsClosedAt",
                table: "orders_demands");

            migrationBuilder.DropColumn(
                name: "GivenBackGrams",
                table: "orders_awards");

            migrationBuilder.DropColumn(
                name: "RefusalReason",
                table: "orders_award_sets");

            migrationBuilder.DropColumn(
                name: "RefusedAt",
                table: "orders_award_sets");

            migrationBuilder.DropColumn(
                name: "RefusedBy",
                table: "orders_award_sets");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Traceability.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ScansByNumber : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A scan's place in its code's history takes the place of an id of its own; rows stand in the tree of their key, for many are written at once.
            migrationBuilder.Sql("ALTER TABLE trace_scans RENAME TO trace_scans_old");
            migrationBuilder.Sql("CREATE TABLE trace_scans (Number INTEGER NOT NULL, Nth INTEGER NOT NULL, At TEXT NOT NULL, Place TEXT NOT NULL, Device TEXT NOT NULL, Score INTEGER NOT NULL, CONSTRAINT PK_trace_scans PRIMARY KEY (Number, Nth)) WITHOUT ROWID");
            migrationBuilder.Sql("INSERT INTO trace_scans (Number, Nth, At, Place, Device, Score) SELECT Number, ROW_NUMBER() OVER (PARTITION BY Number ORDER BY At, Id), At, Place, Device, Score FROM trace_scans_old");
            migrationBuilder.Sql("DROP TABLE trace_scans_old");
            migrationBuilder.DropIndex(name: "IX_trace_codes_BatchId", table: "trace_codes");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The ids that scans had are gone.");
    }
}

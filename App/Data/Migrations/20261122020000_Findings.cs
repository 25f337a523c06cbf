using GovernanceDashboard.Data.Records;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GovernanceDashboard.Data.Migrations;

/// <summary>Which findings each snapshot had, what was done about them, and saved views.</summary>
[DbContext(typeof(GovernanceContext))]
[Migration("20261122020000_Findings")]
public sealed class FindingRecords : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "judged_snapshots",
            columns: table => new
            {
                Id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                Snapshot = table.Column<int>(type: "INTEGER", nullable: false),
                Digest = table.Column<string>(type: "TEXT", nullable: false),
                TakenAt = table.Column<long>(type: "INTEGER", nullable: false),
                JudgedAt = table.Column<long>(type: "INTEGER", nullable: false),
                ToldAt = table.Column<long>(type: "INTEGER", nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_judged_snapshots", row => row.Id)
        );
        migrationBuilder.CreateIndex(
            name: "IX_judged_snapshots_Snapshot_Digest",
            table: "judged_snapshots",
            columns: ["Snapshot", "Digest"],
            unique: true
        );
        migrationBuilder.CreateTable(
            name: "judged_rules",
            columns: table => new
            {
                Judged = table.Column<long>(type: "INTEGER", nullable: false),
                Rule = table.Column<string>(type: "TEXT", nullable: false),
                Fingerprints = table.Column<byte[]>(type: "BLOB", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_judged_rules", row => new { row.Judged, row.Rule })
        );
        migrationBuilder.CreateTable(
            name: "known_findings",
            columns: table => new
            {
                Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                Rule = table.Column<string>(type: "TEXT", nullable: false),
                Severity = table.Column<string>(type: "TEXT", nullable: false),
                Statement = table.Column<string>(type: "TEXT", nullable: false),
                Subjects = table.Column<string>(type: "TEXT", nullable: false),
                From = table.Column<long>(type: "INTEGER", nullable: true),
                To = table.Column<long>(type: "INTEGER", nullable: true),
                Amount = table.Column<long>(type: "INTEGER", nullable: false),
                Weight = table.Column<double>(type: "REAL", nullable: false),
                People = table.Column<int>(type: "INTEGER", nullable: false),
                IsGapOnly = table.Column<bool>(type: "INTEGER", nullable: false),
                Owner = table.Column<string>(type: "TEXT", nullable: true),
                Team = table.Column<string>(type: "TEXT", nullable: true),
                SeenAt = table.Column<long>(type: "INTEGER", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_known_findings", row => row.Fingerprint)
        );
        migrationBuilder.CreateTable(
            name: "finding_events",
            columns: table => new
            {
                Id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                Batch = table.Column<Guid>(type: "TEXT", nullable: false),
                Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                Snapshot = table.Column<int>(type: "INTEGER", nullable: false),
                FactsAt = table.Column<long>(type: "INTEGER", nullable: false),
                At = table.Column<long>(type: "INTEGER", nullable: false),
                Actor = table.Column<string>(type: "TEXT", nullable: false),
                Kind = table.Column<string>(type: "TEXT", nullable: false),
                Value = table.Column<string>(type: "TEXT", nullable: true),
                Reason = table.Column<string>(type: "TEXT", nullable: true),
                Of = table.Column<long>(type: "INTEGER", nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_finding_events", row => row.Id)
        );
        migrationBuilder.CreateTable(
            name: "saved_views",
            columns: table => new
            {
                Name = table.Column<string>(type: "TEXT", nullable: false),
                Address = table.Column<string>(type: "TEXT", nullable: false),
                SavedBy = table.Column<string>(type: "TEXT", nullable: false),
                SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_saved_views", row => row.Name)
        );

        // What was found, and what was done about it, is evidence: a slip in the application cannot rewrite it.
        AppendOnly(migrationBuilder, "judged_rules");
        AppendOnly(migrationBuilder, "finding_events");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "judged_snapshots");
        migrationBuilder.DropTable(name: "judged_rules");
        migrationBuilder.DropTable(name: "known_findings");
        migrationBuilder.DropTable(name: "finding_events");
        migrationBuilder.DropTable(name: "saved_views");
    }

    private static void AppendOnly(MigrationBuilder migrationBuilder, string table)
    {
        foreach (var (change, word) in new[] { ("UPDATE", "changed"), ("DELETE", "deleted") })
        {
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER {table}_is_never_{word} BEFORE {change} ON {table}
                BEGIN SELECT RAISE(ABORT, '{table} is append-only.'); END;
                """
            );
        }
    }
}

using GovernanceDashboard.Data.Records;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GovernanceDashboard.Data.Migrations;

/// <summary>Classes set by users, and notifications.</summary>
[DbContext(typeof(GovernanceContext))]
[Migration("20261122010000_OverridesAndNotifications")]
public sealed class OverridesAndNotifications : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "class_overrides",
            columns: table => new
            {
                Id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                Database = table.Column<string>(type: "TEXT", nullable: false),
                Table = table.Column<string>(type: "TEXT", nullable: false),
                Column = table.Column<string>(type: "TEXT", nullable: true),
                Class = table.Column<string>(type: "TEXT", nullable: false),
                Reason = table.Column<string>(type: "TEXT", nullable: false),
                SetBy = table.Column<string>(type: "TEXT", nullable: false),
                SetAt = table.Column<long>(type: "INTEGER", nullable: false),
                FromSnapshot = table.Column<int>(type: "INTEGER", nullable: false),
                ToSnapshot = table.Column<int>(type: "INTEGER", nullable: true),
                RemovedBy = table.Column<string>(type: "TEXT", nullable: true),
                RemovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                RemovedReason = table.Column<string>(type: "TEXT", nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_class_overrides", row => row.Id)
        );
        migrationBuilder.CreateTable(
            name: "notifications",
            columns: table => new
            {
                Id = table.Column<Guid>(type: "TEXT", nullable: false),
                At = table.Column<long>(type: "INTEGER", nullable: false),
                Kind = table.Column<string>(type: "TEXT", nullable: false),
                Title = table.Column<string>(type: "TEXT", nullable: false),
                Body = table.Column<string>(type: "TEXT", nullable: false),
                File = table.Column<string>(type: "TEXT", nullable: false),
                Target = table.Column<string>(type: "TEXT", nullable: true),
                State = table.Column<string>(type: "TEXT", nullable: false),
                Tries = table.Column<int>(type: "INTEGER", nullable: false),
                NextTryAt = table.Column<long>(type: "INTEGER", nullable: true),
                Problem = table.Column<string>(type: "TEXT", nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_notifications", row => row.Id)
        );
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "class_overrides");
        migrationBuilder.DropTable(name: "notifications");
    }
}

using GovernanceDashboard.Data.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GovernanceDashboard.Data.Migrations;

/// <summary>The activity log and the sign-in links.</summary>
[DbContext(typeof(GovernanceContext))]
[Migration("20261122000000_Records")]
public sealed class Records : Migration
{
    // Instants are Unix milliseconds, hence INTEGER.
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "activity",
            columns: table => new
            {
                Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                At = table.Column<long>(type: "INTEGER", nullable: false),
                User = table.Column<string>(type: "TEXT", nullable: false),
                Action = table.Column<string>(type: "TEXT", nullable: false),
                What = table.Column<string>(type: "TEXT", nullable: false),
                Reason = table.Column<string>(type: "TEXT", nullable: true),
                PreviousHash = table.Column<string>(type: "TEXT", nullable: false),
                Hash = table.Column<string>(type: "TEXT", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_activity", row => row.Sequence)
        );

        // Append-only holds in the database too: a slip in the application cannot rewrite the log. Somebody with the file in
        // hand can drop the triggers, and then the chain tells.
        migrationBuilder.Sql(
            """
            CREATE TRIGGER activity_is_never_changed BEFORE UPDATE ON activity
            BEGIN SELECT RAISE(ABORT, 'The activity log is append-only.'); END;
            """
        );
        migrationBuilder.Sql(
            """
            CREATE TRIGGER activity_is_never_deleted BEFORE DELETE ON activity
            BEGIN SELECT RAISE(ABORT, 'The activity log is append-only.'); END;
            """
        );

        migrationBuilder.CreateTable(
            name: "sign_ins",
            columns: table => new
            {
                TokenHash = table.Column<string>(type: "TEXT", nullable: false),
                SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                Role = table.Column<string>(type: "TEXT", nullable: false),
                Name = table.Column<string>(type: "TEXT", nullable: false),
                IsDemo = table.Column<bool>(type: "INTEGER", nullable: false),
                IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                RedeemedAt = table.Column<long>(type: "INTEGER", nullable: true),
                SignedOutAt = table.Column<long>(type: "INTEGER", nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_sign_ins", row => row.TokenHash)
        );
        migrationBuilder.CreateIndex(
            name: "IX_sign_ins_SessionId",
            table: "sign_ins",
            column: "SessionId",
            unique: true
        );
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "activity");
        migrationBuilder.DropTable(name: "sign_ins");
    }
}

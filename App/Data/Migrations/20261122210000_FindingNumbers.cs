using GovernanceDashboard.Data.Records;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GovernanceDashboard.Data.Migrations;

/// <summary>What else a finding counted and measured is kept with it, so that one that is resolved still shows it.</summary>
[DbContext(typeof(GovernanceContext))]
[Migration("20261122210000_FindingNumbers")]
public sealed class FindingNumbers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>(name: "Numbers", table: "known_findings", type: "TEXT", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.DropColumn(name: "Numbers", table: "known_findings");
}

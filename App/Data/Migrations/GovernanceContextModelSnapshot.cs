using GovernanceDashboard.Data.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace GovernanceDashboard.Data.Migrations;

/// <summary>The model as the migrations leave it; a test compares it with <see cref="GovernanceContext"/>.</summary>
[DbContext(typeof(GovernanceContext))]
internal sealed class GovernanceContextModelSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder)
    {
        modelBuilder.HasAnnotation("ProductVersion", "10.0.14");

        modelBuilder.Entity(
            "GovernanceDashboard.Data.Records.ActivityRecord",
            row =>
            {
                row.Property<long>("Sequence").HasColumnType("INTEGER");
                row.Property<string>("Action").IsRequired().HasColumnType("TEXT");
                row.Property<long>("At").HasColumnType("INTEGER");
                row.Property<string>("Hash").IsRequired().HasColumnType("TEXT");
                row.Property<string>("PreviousHash").IsRequired().HasColumnType("TEXT");
                row.Property<string>("Reason").HasColumnType("TEXT");
                row.Property<string>("User").IsRequired().HasColumnType("TEXT");
                row.Property<string>("What").IsRequired().HasColumnType("TEXT");
                row.HasKey("Sequence");
                row.ToTable("activity");
            }
        );

        modelBuilder.Entity(
            "GovernanceDashboard.Data.Records.SignInRecord",
            row =>
            {
                row.Property<string>("TokenHash").HasColumnType("TEXT");
                row.Property<long>("ExpiresAt").HasColumnType("INTEGER");
                row.Property<bool>("IsDemo").HasColumnType("INTEGER");
                row.Property<long>("IssuedAt").HasColumnType("INTEGER");
                row.Property<string>("Name").IsRequired().HasColumnType("TEXT");
                row.Property<long?>("RedeemedAt").HasColumnType("INTEGER");
                row.Property<string>("Role").IsRequired().HasColumnType("TEXT");
                row.Property<Guid>("SessionId").HasColumnType("TEXT");
                row.Property<long?>("SignedOutAt").HasColumnType("INTEGER");
                row.HasKey("TokenHash");
                row.HasIndex("SessionId").IsUnique();
                row.ToTable("sign_ins");
            }
        );

        modelBuilder.Entity(
            "GovernanceDashboard.Data.Records.ClassOverrideRecord",
            row =>
            {
                row.Property<long>("Id").ValueGeneratedOnAdd().HasColumnType("INTEGER");
                row.Property<string>("Class").IsRequired().HasColumnType("TEXT");
                row.Property<string>("Column").HasColumnType("TEXT");
                row.Property<string>("Database").IsRequired().HasColumnType("TEXT");
                row.Property<int>("FromSnapshot").HasColumnType("INTEGER");
                row.Property<string>("Reason").IsRequired().HasColumnType("TEXT");
                row.Property<long?>("RemovedAt").HasColumnType("INTEGER");
                row.Property<string>("RemovedBy").HasColumnType("TEXT");
                row.Property<string>("RemovedReason").HasColumnType("TEXT");
                row.Property<long>("SetAt").HasColumnType("INTEGER");
                row.Property<string>("SetBy").IsRequired().HasColumnType("TEXT");
                row.Property<string>("Table").IsRequired().HasColumnType("TEXT");
                row.Property<int?>("ToSnapshot").HasColumnType("INTEGER");
                row.HasKey("Id");
                row.ToTable("class_overrides");
            }
        );

        modelBuilder.Entity(
            "GovernanceDashboard.Data.Records.NotificationRecord",
            row =>
            {
                row.Property<Guid>("Id").HasColumnType("TEXT");
                row.Property<long>("At").HasColumnType("INTEGER");
                row.Property<string>("Body").IsRequired().HasColumnType("TEXT");
                row.Property<string>("File").IsRequired().HasColumnType("TEXT");
                row.Property<string>("Kind").IsRequired().HasColumnType("TEXT");
                row.Property<long?>("NextTryAt").HasColumnType("INTEGER");
                row.Property<string>("Problem").HasColumnType("TEXT");
                row.Property<string>("State").IsRequired().HasColumnType("TEXT");
                row.Property<string>("Target").HasColumnType("TEXT");
                row.Property<string>("Title").IsRequired().HasColumnType("TEXT");
                row.Property<int>("Tries").HasColumnType("INTEGER");
                row.HasKey("Id");
                row.ToTable("notifications");
            }
        );

        modelBuilder.Entity(
            "GovernanceDashboard.Data.Records.JudgedSnapshotRecord",
            row =>
            {
                row.Property<long>("Id").ValueGeneratedOnAdd().HasColumnType("INTEGER");
                row.Property<int>("Snapshot").HasColumnType("INTEGER");
                row.Property<string>("Digest").IsRequired().HasColumnType("TEXT");
                row.Property<long>("TakenAt").HasColumnType("INTEGER");
                row.Property<long>("JudgedAt").HasColumnType("INTEGER");
                row.Property<long?>("ToldAt").HasColumnType("INTEGER");
                row.HasKey("Id");
                row.HasIndex("Snapshot", "Digest").IsUnique();
                row.ToTable("judged_snapshots");
            }
        );

        modelBuilder.Entity(
            "GovernanceDashboard.Data.Records.JudgedRuleRecord",
            row =>
            {
                row.Property<long>("Judged").HasColumnType("INTEGER");
                row.Property<string>("Rule").HasColumnType("TEXT");
                row.Property<byte[]>("Fingerprints").IsRequired().HasColumnType("BLOB");
                row.HasKey("Judged", "Rule");
                row.ToTable("judged_rules");
            }
        );

        modelBuilder.Entity(
            "GovernanceDashboard.Data.Records.KnownFindingRecord",
            row =>
            {
                row.Property<string>("Fingerprint").HasColumnType("TEXT");
                row.Property<string>("Rule").IsRequired().HasColumnType("TEXT");
                row.Property<string>("Severity").IsRequired().HasColumnType("TEXT");
                row.Property<string>("Statement").IsRequired().HasColumnType("TEXT");
                row.Property<string>("Subjects").IsRequired().HasColumnType("TEXT");
                row.Property<long?>("From").HasColumnType("INTEGER");
                row.Property<long?>("To").HasColumnType("INTEGER");
                row.Property<long>("Amount").HasColumnType("INTEGER");
                row.Property<double>("Weight").HasColumnType("REAL");
                row.Property<int>("People").HasColumnType("INTEGER");
                row.Property<bool>("IsGapOnly").HasColumnType("INTEGER");
                row.Property<string>("Owner").HasColumnType("TEXT");
                row.Property<string>("Team").HasColumnType("TEXT");
                row.Property<long>("SeenAt").HasColumnType("INTEGER");
                row.Property<string>("Numbers").HasColumnType("TEXT");
                row.HasKey("Fingerprint");
                row.ToTable("known_findings");
            }
        );

        modelBuilder.Entity(
            "GovernanceDashboard.Data.Records.FindingEventRecord",
            row =>
            {
                row.Property<long>("Id").ValueGeneratedOnAdd().HasColumnType("INTEGER");
                row.Property<Guid>("Batch").HasColumnType("TEXT");
                row.Property<string>("Fingerprint").IsRequired().HasColumnType("TEXT");
                row.Property<int>("Snapshot").HasColumnType("INTEGER");
                row.Property<long>("FactsAt").HasColumnType("INTEGER");
                row.Property<long>("At").HasColumnType("INTEGER");
                row.Property<string>("Actor").IsRequired().HasColumnType("TEXT");
                row.Property<string>("Kind").IsRequired().HasColumnType("TEXT");
                row.Property<string>("Value").HasColumnType("TEXT");
                row.Property<string>("Reason").HasColumnType("TEXT");
                row.Property<long?>("Of").HasColumnType("INTEGER");
                row.HasKey("Id");
                row.ToTable("finding_events");
            }
        );

        modelBuilder.Entity(
            "GovernanceDashboard.Data.Records.SavedViewRecord",
            row =>
            {
                row.Property<string>("Name").HasColumnType("TEXT");
                row.Property<string>("Address").IsRequired().HasColumnType("TEXT");
                row.Property<string>("SavedBy").IsRequired().HasColumnType("TEXT");
                row.Property<long>("SavedAt").HasColumnType("INTEGER");
                row.HasKey("Name");
                row.ToTable("saved_views");
            }
        );
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GovernanceDashboard.Data.Records;

/// <summary>The application's own records, in <c>governance.db</c>. One context per operation; never leaves this room.</summary>
public sealed class GovernanceContext(DbContextOptions<GovernanceContext> options) : DbContext(options)
{
    public DbSet<ActivityRecord> Activity => Set<ActivityRecord>();

    public DbSet<SignInRecord> SignIns => Set<SignInRecord>();

    public DbSet<ClassOverrideRecord> ClassOverrides => Set<ClassOverrideRecord>();

    public DbSet<NotificationRecord> Notifications => Set<NotificationRecord>();

    public DbSet<JudgedSnapshotRecord> JudgedSnapshots => Set<JudgedSnapshotRecord>();

    public DbSet<JudgedRuleRecord> JudgedRules => Set<JudgedRuleRecord>();

    public DbSet<KnownFindingRecord> KnownFindings => Set<KnownFindingRecord>();

    public DbSet<FindingEventRecord> FindingEvents => Set<FindingEventRecord>();

    public DbSet<SavedViewRecord> SavedViews => Set<SavedViewRecord>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ActivityRecord>(row =>
        {
            row.ToTable("activity");
            row.HasKey(entry => entry.Sequence);
            row.Property(entry => entry.Sequence).ValueGeneratedNever();
        });
        modelBuilder.Entity<SignInRecord>(row =>
        {
            row.ToTable("sign_ins");
            row.HasKey(link => link.TokenHash);
            row.HasIndex(link => link.SessionId).IsUnique();
        });
        modelBuilder.Entity<ClassOverrideRecord>(row =>
        {
            row.ToTable("class_overrides");
            row.HasKey(set => set.Id);
        });
        modelBuilder.Entity<NotificationRecord>(row =>
        {
            row.ToTable("notifications");
            row.HasKey(sent => sent.Id);
            row.Property(sent => sent.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<JudgedSnapshotRecord>(row =>
        {
            row.ToTable("judged_snapshots");
            row.HasKey(judged => judged.Id);
            row.HasIndex(judged => new { judged.Snapshot, judged.Digest }).IsUnique();
        });
        modelBuilder.Entity<JudgedRuleRecord>(row =>
        {
            row.ToTable("judged_rules");
            row.HasKey(found => new { found.Judged, found.Rule });
        });
        modelBuilder.Entity<KnownFindingRecord>(row =>
        {
            row.ToTable("known_findings");
            row.HasKey(known => known.Fingerprint);
        });
        modelBuilder.Entity<FindingEventRecord>(row =>
        {
            row.ToTable("finding_events");
            row.HasKey(done => done.Id);
        });
        modelBuilder.Entity<SavedViewRecord>(row =>
        {
            row.ToTable("saved_views");
            row.HasKey(view => view.Name);
        });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // As a number an instant sorts and compares in SQL; as text with an offset it does not.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }

    private sealed class UnixMilliseconds()
        : ValueConverter<DateTimeOffset, long>(
            at => at.ToUnixTimeMilliseconds(),
            stored => DateTimeOffset.FromUnixTimeMilliseconds(stored)
        );
}

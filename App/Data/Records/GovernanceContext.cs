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

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
    }
}

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
    }
}

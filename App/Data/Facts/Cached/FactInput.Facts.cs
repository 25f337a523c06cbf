using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts.Cached;

internal ref partial struct FactInput
{
    public static TableColumn Column(ref FactInput input) =>
        new(input.Text(), input.Text(), input.TextOrNull(), input.Flag());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ResourceName Resource(ref FactInput input) =>
        new(input.Text(), input.TextOrNull(), input.TextOrNull());

    public static PathAccess PathAccess(ref FactInput input) =>
        new(
            input.Text(),
            input.Text(),
            (PathBits)input.Count(),
            (PathBits)input.Count(),
            (PathBits)input.Count(),
            input.Count() is > 0 and var mask ? (PathBits)(mask - 1) : null,
            input.Array(static (ref input) => new PathEntry(input.Principal(), (PathBits)input.Count())),
            input.Flag()
        );

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Principal PrincipalFact(ref FactInput input) =>
        new(
            input.Principal(),
            (PrincipalKind)input.Count(),
            input.TextOrNull(),
            input.Flag(),
            input.Flag()
                ? new(
                    input.Text(),
                    input.TextOrNull(),
                    input.TextOrNull(),
                    input.TextOrNull(),
                    input.TextOrNull(),
                    input.TextOrNull(),
                    (EmploymentStatus)input.Count(),
                    input.TextOrNull()
                )
                : null
        );

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Membership MembershipFact(ref FactInput input) => new(input.Principal(), input.Principal());

    public static DatabaseResource DatabaseFact(ref FactInput input) =>
        new(input.Text(), input.TextOrNull(), input.TextOrNull(), input.TextOrNull());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TableResource TableFact(ref FactInput input) =>
        new(
            input.Table(),
            (ResourceKind)input.Count(),
            input.TextOrNull(),
            input.Instant(),
            input.Instant(),
            input.TextOrNull(),
            input.TextOrNull(),
            input.NumberOrNull(),
            input.NumberOrNull(),
            input.Columns()
        );

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Classification ClassificationFact(ref FactInput input) =>
        new(
            input._shared.Resources[input.Count()],
            input.Text(),
            (ClassificationBasis)input.Count(),
            input.Flag(),
            input.Flag()
                ? new(
                    input.Array(static (ref input) => new TagAttribute(input.Text(), input.Text())),
                    input.Array(Schedule),
                    input.TextOrNull()
                )
                : null,
            input.TextOrNull()
        );

    public static TableGroup TableGroupFact(ref FactInput input) =>
        new(input.Text(), input.Texts(), input.Array(static (ref input) => input.Table()), input.TextOrNull());

    public static Population PopulationFact(ref FactInput input) => new(input.Text(), input.Text(), input.Text());

    public static IntendedAccess IntendedAccessFact(ref FactInput input) =>
        new(input.Text(), input.Text(), input.TextOrNull(), input.TextOrNull(), input.TextOrNull(), input.TextOrNull());

    public static DataOwner DataOwnerFact(ref FactInput input) => new(input.Text(), input.Text(), input.TextOrNull());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static HiveGrant HiveGrantFact(ref FactInput input) =>
        new(
            input.TextOrNull(),
            input.TextOrNull(),
            input.TextOrNull(),
            input.TextOrNull(),
            input.Principal(),
            input.Text(),
            input.Flag(),
            input.Array(static (ref input) => input.Principal())
        );

    public static ViewSources ViewSourcesFact(ref FactInput input) =>
        new(input.Table(), input.Array(static (ref input) => input.Table()), input.Flag());

    public static TableStorage TableStorageFact(ref FactInput input) => new(input.Table(), input.Texts(), input.Flag());

    public static HdfsService HdfsServiceFact(ref FactInput input) => new(input.Texts(), input.Texts(), input.Flag());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PathPermission PathFact(ref FactInput input) =>
        new(input.Text(), input.Flag(), input._shared.PathAccesses[input.Count()]);

    public static LineageEdge LineageEdgeFact(ref FactInput input) =>
        new(
            input.Node(),
            input.Node(),
            (LineageKind)input.Count(),
            input.Array(
                static (ref input) => new ColumnFlow(input.Text(), input.TextOrNull(), input.Flag(), input.Flag())
            )
        );

    public static Dashboard DashboardFact(ref FactInput input) =>
        new(
            input.Text(),
            input.Text(),
            input.Array(static (ref input) => input.Table()),
            input.ArrayOrNull(static (ref input) => input.Principal())
        );

    private LineageNode Node() => new((ResourceKind)Count(), Text());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ImmutableArray<TableColumn> Columns()
    {
        var length = Count() - 1;
        if (length < 0)
        {
            return default;
        }

        var columns = length == 0 ? [] : new TableColumn[length];
        for (var index = 0; index < columns.Length; index++)
        {
            columns[index] = _shared.Columns[Count()];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(columns);
    }
}

using System.Runtime.InteropServices;

namespace GovernanceDashboard.Data.Facts.Cached;

/// <summary>What a part of a cache holds. The first four are values that facts share and point at by number.</summary>
internal enum SectionKind
{
    Texts,
    Columns,
    Resources,
    PathAccesses,
    Principals,
    Memberships,
    Databases,
    Tables,
    Policies,
    Zones,
    Services,
    Classifications,
    TableGroups,
    Populations,
    IntendedAccess,
    DataOwners,
    HiveGrants,
    ViewSources,
    TableStorages,
    HdfsServices,
    Paths,
    LineageEdges,
    Dashboards,
}

/// <summary>A run of values of one kind: small enough that every processor gets some, readable without the runs before it.</summary>
/// <param name="First">The number of its first value within the kind, from 0.</param>
/// <param name="Offset">Where its bytes begin within the contents.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FactSection(SectionKind Kind, int First, int Count, int Offset, int Length);

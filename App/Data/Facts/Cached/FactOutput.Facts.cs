using System.Runtime.CompilerServices;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts.Cached;

internal sealed partial class FactOutput
{
    public void Column(TableColumn value)
    {
        Text(value.Name);
        Text(value.Type);
        TextOrNull(value.Comment);
        Flag(value.IsPartitionKey);
    }

    public void Resource(ResourceName value)
    {
        Text(value.Database);
        TextOrNull(value.Table);
        TextOrNull(value.Column);
    }

    public void PathAccess(PathAccess value)
    {
        Text(value.Owner);
        Text(value.Group);
        Count((int)value.OwnerBits);
        Count((int)value.GroupBits);
        Count((int)value.OtherBits);
        Count(value.Mask is { } mask ? (int)mask + 1 : 0);
        Array(
            value.Entries,
            static (output, entry) =>
            {
                output.Principal(entry.Principal);
                output.Count((int)entry.Bits);
            }
        );
        Flag(value.HasUnknownEntries);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fact(Principal value)
    {
        Principal(value.Id);
        Count((int)value.Kind);
        TextOrNull(value.DisplayName);
        Flag(value.IsEnabled);
        Flag(value.Person is not null);
        if (value.Person is { } person)
        {
            Text(person.IdentityKey);
            TextOrNull(person.Department);
            TextOrNull(person.Team);
            TextOrNull(person.Level);
            TextOrNull(person.Region);
            TextOrNull(person.EmploymentType);
            Count((int)person.Status);
            TextOrNull(person.ManagerLogin);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fact(Membership value)
    {
        Principal(value.Member);
        Principal(value.Container);
    }

    public void Fact(DatabaseResource value)
    {
        Text(value.Name);
        TextOrNull(value.Creator);
        TextOrNull(value.Location);
        TextOrNull(value.Comment);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fact(TableResource value)
    {
        Table(value.Name);
        Count((int)value.Kind);
        TextOrNull(value.Creator);
        Instant(value.CreatedAt);
        Instant(value.LastAccessAt);
        TextOrNull(value.Location);
        TextOrNull(value.Comment);
        Number(value.Rows);
        Number(value.Bytes);
        Array(value.Columns, static (output, column) => output.Count(output.Shared.Columns.Of(column)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fact(Classification value)
    {
        Count(Shared.Resources.Of(value.Resource));
        Text(value.Class);
        Count((int)value.Basis);
        Flag(value.MayContain);
        Flag(value.Instance is not null);
        if (value.Instance is { } instance)
        {
            Array(
                instance.Attributes,
                static (output, attribute) =>
                {
                    output.Text(attribute.Name);
                    output.Text(attribute.Value);
                }
            );
            Array(instance.ValidityPeriods, static (output, period) => output.Schedule(period));
            TextOrNull(instance.Owner);
        }

        TextOrNull(value.Origin);
    }

    public void Fact(TableGroup value)
    {
        Text(value.Name);
        Texts(value.Rules);
        Array(value.Pins, static (output, pin) => output.Table(pin));
        TextOrNull(value.AccountableExec);
    }

    public void Fact(Population value)
    {
        Text(value.Name);
        Text(value.Attribute);
        Text(value.Value);
    }

    public void Fact(IntendedAccess value)
    {
        Text(value.Scope);
        Text(value.PrincipalOrRule);
        TextOrNull(value.Purpose);
        TextOrNull(value.Level);
        TextOrNull(value.ApprovedBy);
        TextOrNull(value.ApprovalId);
    }

    public void Fact(DataOwner value)
    {
        Text(value.Scope);
        Text(value.Identity);
        TextOrNull(value.Team);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fact(HiveGrant value)
    {
        TextOrNull(value.Database);
        TextOrNull(value.Table);
        TextOrNull(value.Column);
        TextOrNull(value.Partition);
        Principal(value.Principal);
        Text(value.Privilege);
        Flag(value.WithGrantOption);
        Array(value.Grantors, static (output, grantor) => output.Principal(grantor));
    }

    public void Fact(ViewSources value)
    {
        Table(value.View);
        Array(value.Tables, static (output, table) => output.Table(table));
        Flag(value.IsComplete);
    }

    public void Fact(TableStorage value)
    {
        Table(value.Table);
        Texts(value.PartitionsElsewhere);
        Flag(value.ChecksPartitions);
    }

    public void Fact(HdfsService value)
    {
        Texts(value.SuperUsers);
        Texts(value.SuperGroups);
        Flag(value.ChecksPermissions);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fact(PathPermission value)
    {
        Text(value.Path);
        Flag(value.IsDirectory);
        Count(Shared.PathAccesses.Of(value.Access));
    }

    public void Fact(LineageEdge value)
    {
        Node(value.From);
        Node(value.To);
        Count((int)value.Kind);
        Array(
            value.Columns,
            static (output, flow) =>
            {
                output.Text(flow.From);
                output.TextOrNull(flow.To);
                output.Flag(flow.IsMasked);
                output.Flag(flow.IsIndirect);
            }
        );
    }

    public void Fact(Dashboard value)
    {
        Text(value.Id);
        Text(value.Name);
        Array(value.Reads, static (output, table) => output.Table(table));
        ArrayOrNull(value.Audience, static (output, principal) => output.Principal(principal));
    }

    private void Node(LineageNode value)
    {
        Count((int)value.Kind);
        Text(value.Name);
    }
}

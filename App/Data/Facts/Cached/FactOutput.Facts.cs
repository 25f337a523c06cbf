using System.Runtime.CompilerServices;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts.Cached;

internal sealed partial class FactOutput
{
    public void Column(TableColumn value)
    {
        var (name, type, comment, isPartitionKey) = value;
        Text(name);
        Text(type);
        TextOrNull(comment);
        Flag(isPartitionKey);
    }

    public void Resource(ResourceName value)
    {
        Text(value.Database);
        TextOrNull(value.Table);
        TextOrNull(value.Column);
    }

    public void PathAccess(PathAccess value)
    {
        var (owner, group, ownerBits, groupBits, otherBits, mask, entries, hasUnknownEntries) = value;
        Text(owner);
        Text(group);
        Count((int)ownerBits);
        Count((int)groupBits);
        Count((int)otherBits);
        Count(mask is { } known ? (int)known + 1 : 0);
        Array(
            entries,
            static (output, entry) =>
            {
                output.Principal(entry.Principal);
                output.Count((int)entry.Bits);
            }
        );
        Flag(hasUnknownEntries);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fact(Principal value)
    {
        var (id, kind, displayName, isEnabled, person) = value;
        Principal(id);
        Count((int)kind);
        TextOrNull(displayName);
        Flag(isEnabled);
        Flag(person is not null);
        if (person is not null)
        {
            Write(person);
        }
    }

    private void Write(PersonAttributes value)
    {
        var (identityKey, department, team, level, region, employmentType, status, managerLogin) = value;
        Text(identityKey);
        TextOrNull(department);
        TextOrNull(team);
        TextOrNull(level);
        TextOrNull(region);
        TextOrNull(employmentType);
        Count((int)status);
        TextOrNull(managerLogin);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fact(Membership value)
    {
        Principal(value.Member);
        Principal(value.Container);
    }

    public void Fact(DatabaseResource value)
    {
        var (name, creator, location, comment) = value;
        Text(name);
        TextOrNull(creator);
        TextOrNull(location);
        TextOrNull(comment);
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
        var (resource, name, basis, mayContain, instance, origin) = value;
        Count(Shared.Resources.Of(resource));
        Text(name);
        Count((int)basis);
        Flag(mayContain);
        Flag(instance is not null);
        if (instance is not null)
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

        TextOrNull(origin);
    }

    public void Fact(TableGroup value)
    {
        var (name, rules, pins, accountableExec) = value;
        Text(name);
        Texts(rules);
        Array(pins, static (output, pin) => output.Table(pin));
        TextOrNull(accountableExec);
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
        var (table, partitionsElsewhere, checksPartitions) = value;
        Table(table);
        Texts(partitionsElsewhere);
        Flag(checksPartitions);
    }

    public void Fact(HdfsService value)
    {
        var (superUsers, superGroups, checksPermissions) = value;
        Texts(superUsers);
        Texts(superGroups);
        Flag(checksPermissions);
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
        var (id, name, reads, audience) = value;
        Text(id);
        Text(name);
        Array(reads, static (output, table) => output.Table(table));
        ArrayOrNull(audience, static (output, principal) => output.Principal(principal));
    }

    private void Node(LineageNode value)
    {
        Count((int)value.Kind);
        Text(value.Name);
    }
}

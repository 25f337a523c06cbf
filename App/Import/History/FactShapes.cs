using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Hdfs;

namespace GovernanceDashboard.Import.History;

/// <summary>A fact that is there or not, and nothing else: a membership, a class on a resource.</summary>
internal sealed class WholeShape<T> : FactShape<T>
    where T : notnull
{
    public const string IsThere = "there";

    public override string? Read(T fact, string part) => IsThere;

    public override T Write(T fact, string part, string? value) => fact;

    public override T Bare(T like) => like;
}

/// <summary>An account: whether it is there and enabled, and what the directory says of the person.</summary>
internal sealed class PrincipalShape : FactShape<Principal>
{
    public const string Enabled = "enabled";
    public const string Disabled = "disabled";

    /// <summary>The attributes that a change log can change.</summary>
    public static ImmutableArray<string> Attributes { get; } =
    ["team", "department", "level", "region", "employment", "manager"];

    public override string? Read(Principal fact, string part) =>
        part switch
        {
            "team" => fact.Person?.Team,
            "department" => fact.Person?.Department,
            "level" => fact.Person?.Level,
            "region" => fact.Person?.Region,
            "employment" => fact.Person?.EmploymentType,
            "manager" => fact.Person?.ManagerLogin,
            _ => fact.IsEnabled ? Enabled : Disabled,
        };

    public override Principal Write(Principal fact, string part, string? value)
    {
        if (part.Length == 0)
        {
            return fact with { IsEnabled = value == Enabled };
        }

        if (fact.Person is not { } person)
        {
            return fact; // a service account has none of these
        }

        return fact with
        {
            Person = part switch
            {
                "team" => person with { Team = value },
                "department" => person with { Department = value },
                "level" => person with { Level = value },
                "region" => person with { Region = value },
                "employment" => person with { EmploymentType = value },
                "manager" => person with { ManagerLogin = value },
                _ => person,
            },
        };
    }

    public override Principal Bare(Principal like) =>
        like with
        {
            DisplayName = null,
            IsEnabled = true,
            Person = like.Kind == PrincipalKind.User ? new(like.Person?.IdentityKey ?? like.Id.Name) : null,
        };
}

/// <summary>A table: whether it is there, and whose it is.</summary>
internal sealed class TableShape : FactShape<TableResource>
{
    public const string Exists = "exists";
    public const string Owner = "owner";

    public override string? Read(TableResource fact, string part) => part == Owner ? fact.Creator : Exists;

    public override TableResource Write(TableResource fact, string part, string? value) =>
        part == Owner ? fact with { Creator = value } : fact;

    public override TableResource Bare(TableResource like) =>
        new(like.Name, ResourceKind.Table, null, null, null, null, null, null, null, []);

    public override bool Same(TableResource one, TableResource other) =>
        one with { Columns = default } == other with { Columns = default } && one.Columns.SequenceEqual(other.Columns);
}

/// <summary>A database: whose it is.</summary>
internal sealed class DatabaseShape : FactShape<DatabaseResource>
{
    public override string? Read(DatabaseResource fact, string part) =>
        part == TableShape.Owner ? fact.Creator : TableShape.Exists;

    public override DatabaseResource Write(DatabaseResource fact, string part, string? value) =>
        part == TableShape.Owner ? fact with { Creator = value } : fact;

    public override DatabaseResource Bare(DatabaseResource like) => new(like.Name);
}

/// <summary>
/// The permissions of a path: one part for each entry of its list, named by everything before the bits (<c>group:aitrain-all</c>). HDFS keeps the mask as wide
/// as its entries unless somebody sets it; so does this, where the mask that was found is such a one.
/// </summary>
/// <param name="setsMask">Somebody set the mask: it changes by events only.</param>
internal sealed class PathShape(Func<string, bool> setsMask) : FactShape<PathPermission>
{
    public const string Mask = "mask:";

    public override string? Read(PathPermission fact, string part) =>
        part switch
        {
            "" => TableShape.Exists,
            "user:" => BitText.Of(fact.Access.OwnerBits),
            "group:" => BitText.Of(fact.Access.GroupBits),
            "other:" => BitText.Of(fact.Access.OtherBits),
            Mask => fact.Access.Mask is { } mask ? BitText.Of(mask) : null,
            _ => Find(fact, part) is { } entry ? BitText.Of(entry.Bits) : null,
        };

    public override PathPermission Write(PathPermission fact, string part, string? value)
    {
        var access = fact.Access;
        if (part.Length == 0)
        {
            return fact; // a path of the listing was there all the time
        }

        if (part == Mask)
        {
            return fact with { Access = access with { Mask = value is null ? null : BitText.Parse(value) } };
        }

        var isAutomatic = !setsMask(fact.Path) && access.Mask == Automatic(access);
        var changed = part switch
        {
            "user:" => access with { OwnerBits = Bits(value) },
            "group:" => access with { GroupBits = Bits(value) },
            "other:" => access with { OtherBits = Bits(value) },
            _ => access with { Entries = With(access.Entries, part, value) },
        };
        return fact with { Access = isAutomatic ? changed with { Mask = Automatic(changed) } : changed };
    }

    public override PathPermission Bare(PathPermission like) => like;

    /// <summary>The order of entries says nothing.</summary>
    public override bool Same(PathPermission one, PathPermission other) =>
        one with { Access = Ordered(one.Access) } == other with { Access = Ordered(other.Access) };

    private static PathAccess Ordered(PathAccess access) =>
        access with
        {
            Entries = access.Entries.Sort((one, other) => one.Principal.CompareTo(other.Principal)),
        };

    private static PathBits? Automatic(PathAccess access) =>
        access.Entries.IsEmpty ? null : access.Entries.Aggregate(access.GroupBits, (bits, entry) => bits | entry.Bits);

    private static PathBits Bits(string? value) => value is null ? PathBits.None : BitText.Parse(value);

    private static PathEntry? Find(PathPermission fact, string part) =>
        fact.Access.Entries.FirstOrDefault(entry => Part(entry) == part);

    private static ImmutableArray<PathEntry> With(ImmutableArray<PathEntry> entries, string part, string? value)
    {
        var at = entries.IndexOf(entries.FirstOrDefault(entry => Part(entry) == part)!);
        if (value is null)
        {
            return at < 0 ? entries : entries.RemoveAt(at);
        }

        var bits = BitText.Parse(value);
        if (at >= 0)
        {
            return entries.SetItem(at, entries[at] with { Bits = bits });
        }

        var colon = part.IndexOf(':', StringComparison.Ordinal);
        var name = part[(colon + 1)..];
        return entries.Add(
            new(
                part.StartsWith("user:", StringComparison.Ordinal) ? PrincipalId.Login(name) : PrincipalId.Group(name),
                bits
            )
        );
    }

    private static string Part(PathEntry entry) =>
        (entry.Principal.Namespace == PrincipalNamespace.Login ? "user:" : "group:") + entry.Principal.Name;
}

using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Hdfs;

namespace GovernanceDashboard.Import.History;

/// <summary>Reads events of the kinds that state facts; any other kind is a record only.</summary>
internal static class ChangeReading
{
    /// <summary>The kind of an event about a path's permissions.</summary>
    public const string PathKind = "path";

    private const string Default = "default:";

    /// <summary>Empty for a record only; two where a class takes another's place.</summary>
    /// <exception cref="InvalidDataException">The event cannot be read as its kind says.</exception>
    public static IReadOnlyList<LoggedChange> Read(ChangeEvent told) =>
        told.Kind switch
        {
            "membership" => [Membership(told)],
            "owner" => [Owner(told)],
            "tag" => Tag(told),
            "table" => [Table(told)],
            "account" => [Account(told)],
            "attribute" => [Attribute(told)],
            PathKind => Path(told),
            "policy" => Policy(told),
            _ => [],
        };

    /// <summary>The event itself, where it can be read.</summary>
    /// <exception cref="InvalidDataException">The event cannot be read as its kind says.</exception>
    public static ChangeEvent Checked(ChangeEvent told)
    {
        Read(told);
        return told;
    }

    private static LoggedChange.OfMembership Membership(ChangeEvent told)
    {
        if (!PrincipalId.TryParse(told.Target, out var container) || container.Namespace == PrincipalNamespace.Login)
        {
            throw new InvalidDataException("target of a membership is not group: or role: and a name");
        }

        if (!PrincipalId.TryParse(One(told), out var member))
        {
            throw new InvalidDataException("a member is not login:, group: or role: and a name");
        }

        return new(new(member, container), There(told.Before), There(told.After));
    }

    private static LoggedChange Owner(ChangeEvent told)
    {
        Differ(told);
        var (before, after) = (Login(told.Before), Login(told.After));
        if (Named(told.Target, "db:") is { } database)
        {
            return new LoggedChange.OfDatabase(database.ToLowerInvariant(), before, after);
        }

        return new LoggedChange.OfTable(TableOf(told), TableShape.Owner, before, after);
    }

    private static LoggedChange[] Tag(ChangeEvent told)
    {
        Differ(told);
        var resource = Resource(told.Target);
        return
        [
            .. new[] { (Class(told.Before), IsBefore: true), (Class(told.After), IsBefore: false) }
                .Where(side => side.Item1 is not null)
                .Select(side => new LoggedChange.OfClass(
                    resource,
                    side.Item1!,
                    side.IsBefore ? WholeShape<Classification>.IsThere : null,
                    side.IsBefore ? null : WholeShape<Classification>.IsThere
                )),
        ];

        static string? Class(string? text) =>
            text is null
                ? null
                : Named(text, "tag:") ?? throw new InvalidDataException("a class is not tag: and a name");
    }

    private static LoggedChange.OfTable Table(ChangeEvent told) =>
        One(told) == TableShape.Exists
            ? new(TableOf(told), FactChange.Existence, told.Before, told.After)
            : throw new InvalidDataException("before and after of a table are 'exists' or empty");

    private static LoggedChange.OfAccount Account(ChangeEvent told)
    {
        Differ(told);
        return new[] { told.Before, told.After }.All(state =>
            state is null or PrincipalShape.Enabled or PrincipalShape.Disabled
        )
            ? new(LoginOf(told), FactChange.Existence, told.Before, told.After)
            : throw new InvalidDataException("before and after of an account are 'enabled', 'disabled' or empty");
    }

    private static LoggedChange.OfAccount Attribute(ChangeEvent told)
    {
        Differ(told);
        var (before, after) = (Pair(told.Before), Pair(told.After));
        var name = after.Name ?? before.Name;
        if (before.Name is { } first && after.Name is { } second && first != second)
        {
            throw new InvalidDataException("before and after name two attributes");
        }

        return PrincipalShape.Attributes.Contains(name!)
            ? new(LoginOf(told), name!, before.Value, after.Value)
            : throw new InvalidDataException(
                $"the attribute is none of {string.Join(", ", PrincipalShape.Attributes)}"
            );

        static (string? Name, string? Value) Pair(string? text)
        {
            if (text is null)
            {
                return default;
            }

            var equals = text.IndexOf('=', StringComparison.Ordinal);
            return equals <= 0
                ? throw new InvalidDataException("an attribute is not written as name=value")
                : (text[..equals], equals + 1 < text.Length ? text[(equals + 1)..] : null);
        }
    }

    private static LoggedChange[] Path(ChangeEvent told)
    {
        Differ(told);
        if (Named(told.Target, "path:") is not { } text || HdfsPath.Of(text) is not { } path)
        {
            throw new InvalidDataException("target of a path is not path: and an absolute path");
        }

        if ((told.After ?? told.Before)!.StartsWith(Default, StringComparison.Ordinal))
        {
            return []; // default entries never decide
        }

        var (before, after) = (Entry(told.Before), Entry(told.After));
        if (before is { } first && after is { } second && first.Part != second.Part)
        {
            throw new InvalidDataException("before and after name two entries");
        }

        return [new LoggedChange.OfPath(path, (after ?? before)!.Value.Part, before?.Bits, after?.Bits)];

        static (string Part, string Bits)? Entry(string? text)
        {
            if (text is null)
            {
                return null;
            }

            var last = text.LastIndexOf(':');
            var first = text.IndexOf(':', StringComparison.Ordinal);
            if (
                last <= first
                || text[..first] is not ("user" or "group" or "other" or "mask")
                || (text[..first] is "other" or "mask" && last > first + 1)
            )
            {
                throw new InvalidDataException("an entry is not written as getfacl writes it");
            }

            return (text[..last], BitText.Of(BitText.Parse(text.AsSpan(last + 1))));
        }
    }

    // It states no fact, so nothing is wrong with one that names its policy in another way.
    private static LoggedChange[] Policy(ChangeEvent told) =>
        long.TryParse(Named(told.Target, "policy:"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? [new LoggedChange.OfPolicy(id, told.Before, told.After)]
            : [];

    private static ResourceName Resource(string target)
    {
        if (Named(target, "db:") is { } database)
        {
            return new(database);
        }

        if (Named(target, "table:") is { } table && TableName.TryParse(table, out var name))
        {
            return ResourceName.Of(name);
        }

        if (Named(target, "column:") is { } column && column.LastIndexOf('.') is var dot and > 0)
        {
            if (TableName.TryParse(column[..dot], out var its) && dot + 1 < column.Length)
            {
                return ResourceName.Of(its, column[(dot + 1)..]);
            }
        }

        throw new InvalidDataException("target of a tag is not db:, table: or column: and a full name");
    }

    private static TableName TableOf(ChangeEvent told) =>
        TableName.TryParse(Named(told.Target, "table:"), out var table)
            ? table
            : throw new InvalidDataException($"target of '{told.Kind}' is not table: and db.table");

    private static PrincipalId LoginOf(ChangeEvent told) =>
        PrincipalId.TryParse(told.Target, out var id) && id.Namespace == PrincipalNamespace.Login
            ? id
            : throw new InvalidDataException($"target of '{told.Kind}' is not login: and a name");

    private static string? Login(string? text) => text is null ? null : Named(text, "login:") ?? text;

    private static string? Named(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && text.Length > prefix.Length ? text[prefix.Length..] : null;

    private static string? There(string? text) => text is null ? null : WholeShape<Membership>.IsThere;

    private static string One(ChangeEvent told) =>
        (told.Before, told.After) switch
        {
            ({ } before, null) => before,
            (null, { } after) => after,
            _ => throw new InvalidDataException("exactly one of before and after has to be filled"),
        };

    private static void Differ(ChangeEvent told)
    {
        if (told.Before == told.After)
        {
            throw new InvalidDataException("before and after are the same: nothing changed");
        }
    }
}

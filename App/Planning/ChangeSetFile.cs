using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Csv;

namespace GovernanceDashboard.Planning;

/// <summary>Why a row of a change-set file cannot be used.</summary>
/// <param name="Line">From 1; 0 for the whole file.</param>
public sealed record ChangeSetProblem(long Line, string Reason);

/// <summary>A change set, or what is wrong with its file. The changes are null exactly where there are problems.</summary>
public sealed record ChangeSetReading(ChangeSet? Changes, ImmutableArray<ChangeSetProblem> Problems);

/// <summary>
/// Reads a change set from CSV with the header <c>op,kind,target,principal,privilege,effect</c> (product definitions, "Formats of our own").
/// Kinds: <c>item-principal</c>, whose target is <c>policy:ID/LIST/INDEX</c> with the list allow, deny, allow-exception or deny-exception (index, or list
/// and index, may be left out; colons divide as well); <c>membership</c> and <c>nesting</c>, whose target is the container and whose principal is the member.
/// </summary>
public static class ChangeSetFile
{
    private const int MostChanges = 100_000;
    private static readonly string[] s_columns = ["op", "kind", "target", "principal", "privilege", "effect"];
    private static readonly string[] s_later = ["policy", "role", "tag", "zone", "owner"];

    /// <summary>Reads all rows; every problem is listed, not only the first.</summary>
    public static ChangeSetReading Read(Stream csv)
    {
        var rows = new CsvRows(csv);
        var changes = ImmutableArray.CreateBuilder<Change>();
        var problems = ImmutableArray.CreateBuilder<ChangeSetProblem>();
        try
        {
            if (!rows.Read())
            {
                return new(null, [new(0, "The file is empty; a header was expected: " + string.Join(',', s_columns))]);
            }

            int[] places = [.. s_columns.Select(column => Place(rows, column))];
            if (places.Take(4).Any(place => place < 0))
            {
                return new(null, [new(rows.Line, "The header should be " + string.Join(',', s_columns))]);
            }

            while (rows.Read() && changes.Count < MostChanges)
            {
                Read(rows, places, changes, problems);
            }

            if (changes.Count == MostChanges)
            {
                problems.Add(new(rows.Line, $"More than {MostChanges} changes in one file."));
            }
        }
        catch (InvalidDataException broken)
        {
            problems.Add(new(rows.Line, $"The rest of the file cannot be read: {broken.Message}."));
        }

        if (changes.Count == 0 && problems.Count == 0)
        {
            problems.Add(new(0, "The file holds no change."));
        }

        return problems.Count == 0 ? new(new(changes.ToImmutable()), []) : new(null, problems.ToImmutable());
    }

    private static int Place(CsvRows header, string column)
    {
        for (var place = 0; place < header.Count; place++)
        {
            if (column.Equals(header.Text(place)?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return place;
            }
        }

        return -1;
    }

    private static void Read(
        CsvRows rows,
        int[] places,
        ImmutableArray<Change>.Builder changes,
        ImmutableArray<ChangeSetProblem>.Builder problems
    )
    {
        try
        {
            if (!rows.IsUtf8())
            {
                throw new FormatException("The row is not valid UTF-8.");
            }

            changes.Add(Change([.. places.Select(place => (place < 0 ? null : rows.Text(place))?.Trim() ?? "")]));
        }
        catch (FormatException problem)
        {
            problems.Add(new(rows.Line, problem.Message));
        }
    }

    private static Change Change(string[] fields)
    {
        var operation = fields[0].ToLowerInvariant() switch
        {
            "add" => ChangeOperation.Add,
            "remove" => ChangeOperation.Remove,
            _ => throw new FormatException("op is neither add nor remove."),
        };
        var kind = fields[1].ToLowerInvariant();
        return kind switch
        {
            "item-principal" => Item(operation, fields),
            "membership" or "nesting" => Member(operation, isNesting: kind == "nesting", fields),
            _ when s_later.Contains(kind) => throw new FormatException(
                $"Changes of the kind '{kind}' are not supported yet."
            ),
            _ => throw new FormatException("kind is none of item-principal, membership, nesting."),
        };
    }

    private static ItemPrincipalChange Item(ChangeOperation operation, string[] fields)
    {
        var parts = fields[2].Split('/', ':');
        if (
            parts.Length is < 2 or > 4
            || parts[0] != "policy"
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var policy)
        )
        {
            throw new FormatException("target of an item-principal is not of the form policy:ID/LIST/INDEX.");
        }

        var effect = fields[5].ToLowerInvariant() switch
        {
            "" => (Effect?)null,
            "allow" => Effect.Allow,
            "deny" => Effect.Deny,
            _ => throw new FormatException("effect is neither allow nor deny."),
        };
        var list =
            parts.Length > 2 ? List(parts[2])
            : effect == Effect.Deny ? PolicyItemList.Deny
            : PolicyItemList.Allow;
        if (effect is { } said && said != EffectOf(list))
        {
            throw new FormatException("effect contradicts the list that target names.");
        }

        return new(
            operation,
            policy,
            list,
            parts.Length == 4 && parts[3].Length > 0 ? Index(parts[3]) : null,
            Principal(fields[3], "principal"),
            fields[4].Length == 0 ? null : fields[4]
        );
    }

    private static MembershipChange Member(ChangeOperation operation, bool isNesting, string[] fields)
    {
        var membership = new Membership(Principal(fields[3], "principal"), Principal(fields[2], "target"));
        if (membership.Container.Namespace == PrincipalNamespace.Login)
        {
            throw new FormatException("target is a login; members go into a group or a role.");
        }

        if (isNesting && !membership.IsNesting)
        {
            throw new FormatException("principal of a nesting is a login; that is a membership.");
        }

        return new(operation, membership);
    }

    private static PrincipalId Principal(string text, string column) =>
        PrincipalId.TryParse(text, out var id)
            ? id
            : throw new FormatException($"{column} is not login:NAME, group:NAME or role:NAME.");

    private static int Index(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw new FormatException("The item's index in target is not a whole number from 0.");

    private static PolicyItemList List(string name) =>
        name.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal) switch
        {
            "allow" => PolicyItemList.Allow,
            "deny" => PolicyItemList.Deny,
            "allowexception" => PolicyItemList.AllowException,
            "denyexception" => PolicyItemList.DenyException,
            _ => throw new FormatException(
                "The list in target is none of allow, deny, allow-exception, deny-exception."
            ),
        };

    /// <summary>An exception has the effect of the list that it cuts from: it is written in the same column of the file.</summary>
    private static Effect EffectOf(PolicyItemList list) =>
        list switch
        {
            PolicyItemList.Allow or PolicyItemList.AllowException => Effect.Allow,
            PolicyItemList.Deny or PolicyItemList.DenyException => Effect.Deny,
        };
}

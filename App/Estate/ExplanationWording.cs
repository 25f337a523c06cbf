using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>Puts an explanation into sentences for people who do not know Ranger. Names nobody: people are labels.</summary>
public static class ExplanationWording
{
    public static ExplainAnswer Describe(
        EstateView view,
        PersonSummary person,
        AccessExplanation explanation,
        UnmaskPermit? permit
    )
    {
        var table = view.Index.Table(explanation.Table);
        return new(
            person,
            table.Name,
            explanation.Column,
            explanation.Level,
            Names(table, explanation.Columns),
            [.. explanation.Deciding.Select(opinion => Explained(view, table, opinion, null, permit))],
            [.. explanation.Losing.Select(losing => Explained(view, table, losing.Opinion, losing.Reason, permit))],
            Verdict(person.Principal.Text, table, explanation),
            explanation.WhyNot,
            view.Stamp,
            explanation.Paths is { } paths ? PathWording.Describe(view, table, paths, permit) : null,
            explanation.Cuts is { } cuts ? CutWording.Describe(view, cuts, permit) : null,
            explanation.Nearest is { } nearest
                ? NearestWording.Describe(view, table, person.Principal, nearest, permit)
                : null
        );
    }

    internal static ExplainedOpinion Explained(
        EstateView view,
        TableResource table,
        AccessOpinion opinion,
        LossReason? loss,
        UnmaskPermit? permit
    )
    {
        ImmutableArray<ChainLink> chain = [.. opinion.Chain.Select(link => Link(view, link, permit))];
        var sentence = GrantWording.Of(view, opinion, chain, permit) is { } words
            ? words + Lost(loss)
            : Sentence(opinion, chain, loss);
        return new(opinion, chain, sentence, Names(table, opinion.Columns), loss);
    }

    internal static ChainLink Link(EstateView view, PrincipalId id, UnmaskPermit? permit)
    {
        if (permit is not null && id.Namespace == PrincipalNamespace.Login && view.Find(id) is { } principal)
        {
            var label = view.LabelOf(principal, permit);
            return new(id.Namespace, label.Text, label.Reference);
        }

        return PolicyItems.Link(view, id);
    }

    internal static ImmutableArray<string> Names(TableResource table, ImmutableArray<int> positions) =>
        [.. positions.Select(position => table.Columns[position].Name)];

    internal static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private static string Verdict(string who, TableResource table, AccessExplanation explanation)
    {
        if (explanation.Column is { } column)
        {
            return explanation.Level == AccessLevel.Full
                ? $"{who} can read the column {column} of {table.Name}."
                : $"{who} cannot read the column {column} of {table.Name}.";
        }

        return explanation.Level switch
        {
            AccessLevel.Full => $"{who} can read all {Count(table.Columns.Length, "column")} of {table.Name}.",
            AccessLevel.Partial =>
                $"{who} can read {explanation.Columns.Length} of {Count(table.Columns.Length, "column")} of {table.Name}.",
            AccessLevel.TableOnly => $"{who} can count the rows of {table.Name}, but read no column.",
            AccessLevel.MetadataOnly => $"{who} can see that {table.Name} exists, but read nothing in it.",
            AccessLevel.None => $"{who} can neither read nor see {table.Name}.",
        };
    }

    private static string Sentence(AccessOpinion opinion, ImmutableArray<ChainLink> chain, LossReason? loss)
    {
        var verb = opinion.Effect switch
        {
            Effect.Allow => "allows",
            Effect.Deny => "denies",
        };
        var policy = opinion.PolicyName is null ? null : $"Policy {opinion.PolicyId} “{opinion.PolicyName}”";
        var where = opinion.Tag is null ? $"on {opinion.ResourceText}" : $"on whatever is tagged {opinion.Tag}";
        var rule = opinion.Via switch
        {
            AccessVia.Named => $"{policy} {verb} this login by name {where}",
            AccessVia.Group =>
                $"{policy} {verb} the group {chain[^1].Text} {where}, and the login is in it{Through(chain)}",
            AccessVia.Role =>
                $"{policy} {verb} the role {chain[^1].Text} {where}, and the login holds it{Through(chain)}",
            AccessVia.Everyone => $"{policy} {verb} everyone {where}",
            AccessVia.AnyUser => $"{policy} {verb} any login {where}",
            AccessVia.Owner => $"{policy} {verb} the creator of a table {where}, and the login created this one",
            AccessVia.SuperUser => $"The login is a super user of the service{Through(chain)}: policies are not asked",
            AccessVia.DenyAllElse => $"{policy} denies all whom it does not allow {where}",
        };
        if (opinion.IsGrant)
        {
            rule = GrantSentence(opinion, chain);
        }

        var level =
            opinion.Via == AccessVia.SuperUser || opinion.Tag is not null || opinion.IsGrant
                ? ""
                : $"; it stands at the level of the {Level(opinion.ArisesAt)}";
        var condition = opinion.IsConditional ? "; it hangs on a condition that cannot be checked from a snapshot" : "";
        return $"{rule}{level}{condition}.{Lost(loss)}";
    }

    // Hive's own authorizers know no policies: who may read is granted it.
    private static string GrantSentence(AccessOpinion opinion, ImmutableArray<ChainLink> chain) =>
        (opinion.Effect, opinion.Via) switch
        {
            (Effect.Deny, _) => $"{opinion.PolicyName}, and the login does not hold it",
            (_, AccessVia.Everyone) => $"SELECT on {opinion.ResourceText} is granted to public, which everyone holds",
            (_, AccessVia.Group) =>
                $"SELECT on {opinion.ResourceText} is granted to the group {chain[^1].Text}, and the login is in it{Through(chain)}",
            (_, AccessVia.Role) =>
                $"SELECT on {opinion.ResourceText} is granted to the role {chain[^1].Text}, and the login holds it{Through(chain)}",
            _ => $"SELECT on {opinion.ResourceText} is granted to this login by name",
        };

    private static string Through(ImmutableArray<ChainLink> chain) =>
        chain.Length <= 2
            ? ""
            : $" through {string.Join(" → ", chain.Skip(1).Take(chain.Length - 2).Select(link => link.Text))}";

    private static string Level(ResourceKind kind) => kind.ToString().ToLower(CultureInfo.InvariantCulture);

    private static string Lost(LossReason? loss) => loss is { } reason ? " It does not count: " + Why(reason) : "";

    private static string Why(LossReason reason) =>
        reason switch
        {
            LossReason.OutrankedByPriority => "a policy of higher priority decides.",
            LossReason.DenyBeatsAllow => "a deny of the same priority beats it.",
            LossReason.CarvedOut => "an exception of the same policy cancels it.",
            LossReason.SuperUser => "super users pass before and despite policies.",
            LossReason.ConditionUnknown =>
                "it hangs on a condition that cannot be checked, and only what is sure counts.",
        };
}

using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-04: an access exception ran out, and whoever it was for reads the table still.</summary>
public sealed class ExceptionExpired : IFindingRule
{
    private const string Everyone = "everyone";

    public RuleInfo Info { get; } =
        new(
            "exception-expired",
            "Exception ran out, access stayed",
            "An access exception has ended, those it was for still read the table, no other exception covers them, and the declared audience does not hold them. Where no audience is declared nothing is said. Amount: people.",
            "people",
            ["R-04", "R-36"],
            ["CSF 2.0 PR.AA-05", "GDPR 5(2)"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var meant = Meant(
            context,
            context.Held(context.Records.IntendedAccess),
            one => one.Scope,
            one => one.PrincipalOrRule
        );
        var covered = Meant(
            context,
            context.Held(context.Records.AccessExceptions),
            one => one.Scope,
            one => one.Principal
        );
        foreach (
            var exception in context
                .Records.AccessExceptions.Where(exception => exception.To <= context.Now)
                .OrderBy(exception => exception.Value.Id, StringComparer.Ordinal)
        )
        {
            foreach (var table in context.Scopes.Of(exception.Value.Scope).Where(meant.ContainsKey))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var allowed = covered.TryGetValue(table, out var others) ? meant[table].Union(others) : meant[table];
                var people = context
                    .Index.PeopleOf(Members(context, exception.Value.Principal).Intersect(context.Index.Readers(table)))
                    .Except(context.Index.PeopleOf(allowed))
                    .Count;
                if (people > 0)
                {
                    var (id, name) = (exception.Value.Id, context.Table(table).Name);
                    var (principal, subject) = (Text(exception.Value.Principal), Subject.Of(name));
                    yield return new(
                        Info.Id,
                        [
                            Subject.Exception(id),
                            principal == Everyone ? PrincipalId.Everyone.ToString() : principal,
                            subject,
                        ],
                        exception.To,
                        null,
                        people,
                        $"Exception {id} ran out, and {principal} still reads {name}.",
                        new(context.WeightOf(table), people)
                    )
                    {
                        // Registers know these findings by the bare id.
                        KnownBy = [id, principal, subject],
                    };
                }
            }
        }
    }

    // By table whom records about it name; tables of which none speaks are missing.
    private static Dictionary<TableOrdinal, PrincipalSet> Meant<T>(
        RuleContext context,
        IEnumerable<T> records,
        Func<T, string> scope,
        Func<T, string> principal
    )
    {
        var meant = new Dictionary<TableOrdinal, PrincipalSet>();
        foreach (var record in records)
        {
            var members = Members(context, principal(record));
            foreach (var table in context.Scopes.Of(scope(record)))
            {
                meant[table] = meant.TryGetValue(table, out var others) ? others.Union(members) : members;
            }
        }

        return meant;
    }

    private static PrincipalSet Members(RuleContext context, string principal) =>
        context.Index.Members(
            principal.Equals(Everyone, StringComparison.OrdinalIgnoreCase) ? PrincipalId.Everyone
            : PrincipalId.TryParse(principal, out var id) ? id
            : PrincipalId.Login(principal)
        );

    private static string Text(string principal) =>
        principal.Equals(Everyone, StringComparison.OrdinalIgnoreCase) ? Everyone
        : principal.Contains(':', StringComparison.Ordinal) ? principal
        : Subject.Login(principal);
}

using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>
/// Data of the scope serve the <c>purposes</c> that were promised and no other: judged by what declared audiences, approvals and flows that capture into it say they are for, while they were in
/// force. Whether people keep to what is declared no record tells.
/// </summary>
internal sealed class PurposeCheck : ICommitmentCheck
{
    private const string Purposes = "purposes";

    public string Id => "purpose";

    public IEnumerable<(HeldFact<Commitment> Commitment, CommitmentVerdict Verdict)> Judge(
        RuleContext context,
        IReadOnlyList<HeldFact<Commitment>> commitments
    ) => commitments.Select(commitment => (commitment, Verdict(context, commitment)));

    private static CommitmentVerdict Verdict(RuleContext context, HeldFact<Commitment> commitment)
    {
        var promised = CommitmentParameters.Words(commitment.Value, Purposes);
        var tables = context.Scopes.Of(commitment.Value.Scope).ToHashSet();
        if (promised.IsEmpty || tables.Count == 0)
        {
            return CommitmentVerdict.Unknown(
                promised.IsEmpty ? $"The parameters do not say {Purposes}." : "The scope holds no table."
            );
        }

        var filling = context
            .Records.Captures.Where(capture =>
                context.Index.FindTable(capture.Value.Table) is { } table && tables.Contains(table)
            )
            .Select(capture => capture.Value.Flow)
            .ToHashSet(StringComparer.Ordinal);
        StatedPurpose[] stated =
        [
            .. context
                .Records.IntendedAccess.Where(held => IsAbout(held.Value.Scope))
                .Select(held =>
                    Stated(held, held.Value.Purpose, $"audience:{held.Value.Scope} {held.Value.PrincipalOrRule}")
                ),
            .. context
                .Records.Approvals.Where(held => IsAbout(held.Value.Scope))
                .Select(held => Stated(held, held.Value.Purpose, $"approval:{held.Value.Id}")),
            .. context
                .Records.Flows.Where(held => filling.Contains(held.Value.Id))
                .Select(held => Stated(held, held.Value.Purpose, Subject.Flow(held.Value.Id))),
        ];
        StatedPurpose[] inForce =
        [
            .. stated.Where(one => one.From <= context.Now && (one.To is not { } to || to > commitment.From)),
        ];
        StatedPurpose[] other =
        [
            .. inForce.Where(one =>
                one.Purpose is { } purpose && !promised.Contains(purpose.Trim(), StringComparer.OrdinalIgnoreCase)
            ),
        ];
        var silent = inForce.Count(one =>
            string.IsNullOrWhiteSpace(one.Purpose) && (one.To is not { } to || to > context.Now)
        );
        return other.Length > 0
                ? new(
                    Together(other, context.Now),
                    false,
                    [.. other.Select(one => one.Record).Distinct(StringComparer.Ordinal)],
                    $"{Subject.Count(other.Length, "record is", "records are")} for another purpose than promised: {string.Join(", ", other.Select(one => $"\"{one.Purpose!.Trim()}\"").Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))}.",
                    new(context.WeightOf(tables), 0)
                )
            : inForce.Length == 0
                ? CommitmentVerdict.Unknown("No audience, approval or flow of the scope is on record.")
            : silent > 0
                ? CommitmentVerdict.Unknown(
                    $"{Subject.Count(silent, "audience, approval or flow does", "audiences, approvals and flows do")} not say what for."
                )
            : CommitmentVerdict.Kept(
                $"All {Subject.Count(inForce.Length, "audience, approval and flow", "audiences, approvals and flows")} of the scope are for what was promised."
            );

        bool IsAbout(string scope) => context.Scopes.Of(scope).Any(tables.Contains);
    }

    private static StatedPurpose Stated<T>(HeldFact<T> held, string? purpose, string record) =>
        new(string.IsNullOrWhiteSpace(purpose) ? null : purpose, record, held.From, held.To);

    // Times that touch or overlap are one.
    private static ImmutableArray<BrokenTime> Together(IEnumerable<StatedPurpose> stated, DateTimeOffset now)
    {
        var times = ImmutableArray.CreateBuilder<BrokenTime>();
        foreach (var one in stated.OrderBy(one => one.From))
        {
            var to = one.To is { } ended && ended <= now ? one.To : null;
            if (times.Count > 0 && (times[^1].To is not { } last || one.From <= last))
            {
                times[^1] = times[^1] with
                {
                    To =
                        times[^1].To is not { } before || to is not { } after ? null
                        : before > after ? before
                        : after,
                };
            }
            else
            {
                times.Add(new(one.From, to));
            }
        }

        return times.ToImmutable();
    }

    /// <param name="Purpose">Null where it does not say.</param>
    private readonly record struct StatedPurpose(
        string? Purpose,
        string Record,
        DateTimeOffset From,
        DateTimeOffset? To
    );
}

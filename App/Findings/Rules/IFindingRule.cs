using System.Collections.Immutable;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>What a rule is about, for people who have to act on it.</summary>
/// <param name="Id">Lower case with hyphens; waivers name it.</param>
/// <param name="Meaning">What it says, and what to do, in plain sentences.</param>
/// <param name="Unit">What <see cref="Finding.Amount"/> counts.</param>
/// <param name="Requirements">Ids of the requirements that it answers.</param>
/// <param name="Controls">Controls of frameworks that it is evidence for or against (evidence pack 5.4).</param>
public sealed record RuleInfo(
    string Id,
    string Title,
    string Meaning,
    string Unit,
    ImmutableArray<string> Requirements,
    ImmutableArray<string> Controls
)
{
    /// <summary>The unit of an amount: one person, two people.</summary>
    public string UnitOf(long amount) =>
        amount != 1 ? Unit
        : Unit == "people" ? "person"
        : Unit.EndsWith('s') ? Unit[..^1]
        : Unit;
}

/// <summary>One rule: a pure function of an estate at one instant and of the records about it.</summary>
public interface IFindingRule
{
    RuleInfo Info { get; }

    /// <summary>Findings in a stable order; none twice.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken);
}

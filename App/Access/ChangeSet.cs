using System.Collections.Immutable;
using GovernanceDashboard.Access.Changes;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Why a change cannot be applied to these facts.</summary>
/// <param name="Index">Which change of the set, from 0.</param>
public sealed record ChangeProblem(int Index, string Reason);

/// <summary>Facts after a change set and the set that takes it back, or the reasons why it does not fit.</summary>
/// <param name="Facts">Null exactly where there are problems.</param>
/// <param name="Inverse">
/// Applied to <paramref name="Facts"/> gives back the facts before, lists in their order: their digest is the same
/// (<see cref="FactsDigest"/>). Null exactly where there are problems.
/// </param>
public sealed record ChangeOutcome(EstateFacts? Facts, ChangeSet? Inverse, ImmutableArray<ChangeProblem> Problems);

/// <summary>Proposed edits, in order. Applying never edits: it gives new facts.</summary>
public sealed record ChangeSet(ImmutableArray<Change> Changes)
{
    /// <summary>
    /// Applies the edits in order, each to what the ones before it left. An edit that would change nothing (removing what is not there,
    /// adding what is) is a problem, not a no-op; every problem is listed, and then nothing is applied.
    /// </summary>
    public ChangeOutcome ApplyTo(EstateFacts facts) => ApplyTo(facts, new(facts));

    private ChangeOutcome ApplyTo(EstateFacts facts, FactsLookup lookup)
    {
        var editor = new FactsEditor(facts, lookup);
        var (inverse, problems) = ApplyTo(editor);
        return new(inverse is null ? null : editor.Facts, inverse, problems);
    }

    /// <returns>The set that takes the edits back, or, where there are problems, null.</returns>
    internal (ChangeSet? Inverse, ImmutableArray<ChangeProblem> Problems) ApplyTo(FactsEditor editor)
    {
        var problems = ImmutableArray.CreateBuilder<ChangeProblem>();
        var inverses = new Stack<ImmutableArray<Change>>();
        for (var index = 0; index < Changes.Length; index++)
        {
            var edit = editor.Apply(Changes[index]);
            inverses.Push(edit.Inverse);
            if (edit.Problem is { } reason)
            {
                problems.Add(new(index, reason));
            }
        }

        return problems.Count == 0
            ? (new([.. inverses.SelectMany(inverse => inverse)]), [])
            : (null, problems.ToImmutable());
    }
}

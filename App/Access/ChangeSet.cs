using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

public enum ChangeOperation
{
    Add,
    Remove,
}

/// <summary>One proposed edit. Closed: <see cref="ItemPrincipalChange"/>, <see cref="MembershipChange"/>.</summary>
public abstract record Change(ChangeOperation Operation);

/// <summary>Adds a principal to, or removes it from, a policy item.</summary>
/// <param name="ItemIndex">Position in the list; null for every item of the list that grants <paramref name="Privilege"/> (or any, if null).</param>
public sealed record ItemPrincipalChange(
    ChangeOperation Operation,
    long PolicyId,
    PolicyItemList List,
    int? ItemIndex,
    PrincipalId Principal,
    string? Privilege = null
) : Change(Operation);

/// <summary>Adds or removes a membership (a login in a group or role) or a nesting (a group or role in another).</summary>
public sealed record MembershipChange(ChangeOperation Operation, Membership Membership) : Change(Operation);

/// <summary>Why a change cannot be applied to these facts.</summary>
public sealed record ChangeProblem(int Index, string Reason);

/// <summary>Facts after a change set, or the reasons why it does not fit. Exactly one of the two is set.</summary>
public sealed record ChangeOutcome(EstateFacts? Facts, ImmutableArray<ChangeProblem> Problems);

/// <summary>Proposed edits, in order. Applying never edits: it gives new facts, from which a second index is built.</summary>
public sealed record ChangeSet(ImmutableArray<Change> Changes)
{
    /// <summary>Applies the edits in order. An edit that would change nothing (removing what is not there) is a problem, not a no-op.</summary>
    public ChangeOutcome ApplyTo(EstateFacts facts)
    {
        var editor = new FactsEditor(facts);
        var problems = ImmutableArray.CreateBuilder<ChangeProblem>();
        for (var index = 0; index < Changes.Length; index++)
        {
            if (editor.Apply(Changes[index]) is { } reason)
            {
                problems.Add(new(index, reason));
            }
        }

        return problems.Count == 0 ? new(editor.Facts, []) : new(null, problems.ToImmutable());
    }
}

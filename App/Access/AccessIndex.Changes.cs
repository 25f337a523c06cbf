using GovernanceDashboard.Access.Changes;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>What becomes of access when facts are edited.</summary>
public sealed partial class AccessIndex
{
    private readonly Lazy<ChangeGround> _changes;

    /// <summary>
    /// Access after a change set. Only tables that the edits can reach are decided anew, everything else is shared: the answers are
    /// those of an index built from the changed facts. Costs what the reached tables cost: well under a millisecond for one table.
    /// </summary>
    /// <exception cref="OperationCanceledException">Deciding was cancelled.</exception>
    public ChangeTrial After(ChangeSet changes, CancellationToken cancellationToken) =>
        _changes.Value.Try(changes, cancellationToken);

    internal bool AsksForUser(Policy policy) => _conditions.IsPersonal(policy);

    internal static AccessIndex Build(EstateFacts facts, SharedPeople people, CancellationToken cancellationToken) =>
        new(facts, people, cancellationToken);
}

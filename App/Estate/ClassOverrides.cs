using System.Collections.Immutable;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Estate;

/// <summary>What became of a wish to classify by hand.</summary>
/// <param name="Problem">For a reader; null where it was done.</param>
/// <param name="Changed">The overrides set or taken back.</param>
public sealed record OverrideOutcome(string? Problem, ImmutableArray<ClassOverride> Changed)
{
    public static OverrideOutcome Refused(string problem) => new(problem, []);
}

/// <summary>
/// Classes set by hand on tables and columns, with a reason. They outlive imports, can be taken back, and each change is an entry of the activity
/// log. They hold for the newest snapshot and later ones: an older one answers as it did.
/// </summary>
public sealed class ClassOverrides(ActiveSnapshot active, ClassOverrideStore store, ActivityLog log, TimeProvider clock)
{
    /// <summary>The least length of a reason, blanks at its ends not counted.</summary>
    public const int ShortestReason = Unmasking.ShortestReason;

    public const int LongestReason = 500;

    /// <summary>Sets a class: known to the taxonomy, or used by the estate.</summary>
    /// <exception cref="AccessRefusedException">The role may not.</exception>
    /// <exception cref="NoAnswerException">There is no snapshot, or no such table or column in it.</exception>
    public async Task<OverrideOutcome> SetAsync(
        CurrentUser user,
        ResourceName resource,
        string name,
        string reason,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.Classify);
        var view = await active.ViewAsync(Picture.Newest, cancellationToken);
        var spelled = Spelled(view, name.Trim());
        if (ReasonProblem(reason) is { } problem)
        {
            return OverrideOutcome.Refused(problem);
        }

        if (Missing(view, resource) is { } missing)
        {
            throw new NoAnswerException(NoAnswer.NotFound, missing);
        }

        if (spelled is null)
        {
            return OverrideOutcome.Refused(
                $"'{name.Trim()}' is no class. Known are {string.Join(", ", ClassTaxonomy.Classes.Select(one => one.Name))}, and those that the estate's tags have."
            );
        }

        if (view.Facts.ClassOverrides.Any(one => one.Resource == resource && one.Class == spelled))
        {
            return OverrideOutcome.Refused($"{resource} is set to {spelled} already.");
        }

        var set = new ClassOverride(
            0,
            resource,
            spelled,
            reason.Trim(),
            user.Name,
            clock.GetUtcNow(),
            view.Facts.Snapshot.Id
        );
        await log.AppendAsync(user, "classify", $"{resource} set to {spelled}", set.Reason, cancellationToken);
        // Logged: what follows is done even if the user cancels now.
        set = set with
        {
            Id = await store.AddAsync(set, CancellationToken.None),
        };
        await active.RefreshAsync(CancellationToken.None);
        return new(null, [set with { Reason = view.Names.Text(set.Reason) }]);
    }

    /// <summary>Takes back what was set on a resource.</summary>
    /// <param name="name">One class; null for all that were set there.</param>
    /// <exception cref="AccessRefusedException">The role may not.</exception>
    /// <exception cref="NoAnswerException">There is no snapshot.</exception>
    public async Task<OverrideOutcome> RemoveAsync(
        CurrentUser user,
        ResourceName resource,
        string? name,
        string reason,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.Classify);
        var newest = (await active.SnapshotsAsync(cancellationToken)) is [var first, ..]
            ? first.Id
            : throw new NoAnswerException(NoAnswer.NoSnapshot, "No estate has been imported yet.");
        if (ReasonProblem(reason) is { } problem)
        {
            return OverrideOutcome.Refused(problem);
        }

        ImmutableArray<ClassOverride> standing =
        [
            .. (await store.AllAsync(cancellationToken)).Where(one =>
                one.To is null
                && one.Resource == resource
                && (name is null || one.Class.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
            ),
        ];
        if (standing.IsEmpty)
        {
            return OverrideOutcome.Refused(
                $"Nothing is set by hand on {resource}{(name is null ? "" : $" as {name.Trim()}")}."
            );
        }

        var classes = string.Join(", ", standing.Select(one => one.Class));
        await log.AppendAsync(
            user,
            "classify",
            $"{resource} no longer set to {classes}",
            reason.Trim(),
            cancellationToken
        );
        await store.RemoveAsync(
            [.. standing.Select(one => one.Id)],
            newest,
            user.Name,
            clock.GetUtcNow(),
            reason.Trim(),
            CancellationToken.None
        );
        await active.RefreshAsync(CancellationToken.None);
        return new(null, [.. standing.Select(one => one with { To = newest })]);
    }

    private static string? Spelled(EstateView view, string name) =>
        ClassTaxonomy.Find(name)?.Name
        ?? view.Facts.Classifications.FirstOrDefault(one =>
            one.Basis is ClassificationBasis.Import or ClassificationBasis.Catalogue
            && one.Class.Equals(name, StringComparison.OrdinalIgnoreCase)
        )?.Class;

    private static string? Missing(EstateView view, ResourceName resource) =>
        resource.Table is not { } name ? "A table or a column can be classified, not a whole database."
        : view.Index.FindTable(new(resource.Database, name)) is not { } ordinal
            ? $"There is no table {resource.Database}.{name} in snapshot {view.Facts.Snapshot.Id}."
        : resource.Column is { } column && !view.Index.Table(ordinal).Columns.Any(one => one.Name == column)
            ? $"{resource.Database}.{name} has no column {column}."
        : null;

    private static string? ReasonProblem(string reason) =>
        reason.Trim().Length < ShortestReason || reason.Trim().Length > LongestReason || reason.Any(char.IsControl)
            ? $"Give a reason of {ShortestReason} to {LongestReason} characters on one line; it is kept in the activity log."
            : null;
}

using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.History;

/// <summary>Gives a draft the history that its change log tells.</summary>
/// <param name="lines">The line of every event of the draft's log, in its order.</param>
/// <param name="gone">Versions of policies that are not there any more; of each without a gap, the last one open.</param>
/// <param name="before">What is believed so far; null before the first import.</param>
/// <param name="decides">What decides over the source; null where that is not known.</param>
internal sealed class ChangeHistory(
    ImmutableArray<long> lines,
    ImmutableArray<DatedFact<Policy>> gone,
    BelievedFacts? before,
    Authorizer? decides,
    ImportLedger ledger
)
{
    private readonly SortedDictionary<int, string> _refused = [];

    public SnapshotDraft Apply(SnapshotDraft draft, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(draft.TakenAt.ToUnixTimeMilliseconds());
        var told = draft.Governance.ChangeEvents;
        var since = draft.Governance.LogCoverages.IsDefault
            ? null
            : LogDeclaration.Since(draft.Governance.LogCoverages, now);
        if (since is null && LogDeclaration.IsMade(draft.Governance.LogCoverages))
        {
            ledger.Warn(
                "The change log is declared in log-coverage.csv, but not as whole up to this import, so it reaches nowhere behind it: that takes scope query:*, state full, no end and no later gap."
            );
        }

        if (since is null && told.IsDefaultOrEmpty)
        {
            return draft;
        }

        var log = new ChangeLog(told, before?.ChangeEvents(cancellationToken) ?? [], now);
        var (policies, history) = Histories(draft, log, since, now, cancellationToken);
        foreach (var (number, reason) in _refused)
        {
            ledger.Withdraw(log[number].Source!, lines[number], reason);
        }

        Say(log, draft.Policies.IsDefault ? null : policies, since);
        return draft with
        {
            History = history,
            Sources = ledger.Sources,
            Governance = draft.Governance with
            {
                ChangeEvents = told.IsDefault ? default : [.. told.Where((_, number) => !_refused.ContainsKey(number))],
            },
        };
    }

    private (PolicyHistory, DraftHistory) Histories(
        SnapshotDraft draft,
        ChangeLog log,
        DateTimeOffset? since,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        KnownTimes Times<T>(BelievedKind<T>? kind) => new(now, since, kind?.KnownFrom, kind?.SeenAt ?? []);

        ImmutableArray<ToldFact<T>> Tell<TKey, T>(
            ImmutableArray<DatedFact<T>> found,
            BelievedKind<T>? kind,
            IReadOnlyDictionary<TKey, LoggedFact> changes,
            FactShape<T> shape,
            Func<T, TKey> keyOf,
            Func<TKey, T> like
        )
            where TKey : notnull
            where T : notnull
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (found.IsDefault || changes.Count == 0)
            {
                return [];
            }

            var times = Times(kind);
            var touched = changes
                .Where(entry => entry.Value.HasNew || entry.Value.Changes.Exists(change => times.IsNews(change.At)))
                .ToDictionary(entry => entry.Key, entry => entry.Value);
            var facts = new Dictionary<TKey, DatedFact<T>>();
            foreach (var fact in found)
            {
                if (keyOf(fact.Value) is var key && touched.ContainsKey(key))
                {
                    facts.TryAdd(key, fact);
                }
            }

            var teller = new FactTeller<T>(shape, times, one => kind?.Of(one) ?? [], Refuse);
            var tellings = ImmutableArray.CreateBuilder<ToldFact<T>>();
            foreach (var (key, logged) in touched)
            {
                var isFound = facts.TryGetValue(key, out var fact);
                var source = logged.Changes.FindLast(change => change.Number >= 0)?.Number;
                var one = teller.Tell(
                    isFound ? fact.Value : like(key),
                    isFound ? new Stated<T>(fact.Value) : null,
                    isFound ? fact.ValidFrom : null,
                    logged.Changes,
                    isFound ? fact.Source
                        : source is { } number ? log[number].Source
                        : null
                );
                if (one is not null)
                {
                    tellings.Add(one);
                }
            }

            return tellings.ToImmutable();
        }

        var edges = log.Of<Membership>();
        var inRoles = edges
            .Where(entry => entry.Key.Container.Namespace == PrincipalNamespace.Role)
            .ToDictionary(entry => entry.Key, entry => entry.Value);
        var inGroups = edges
            .Where(entry => entry.Key.Container.Namespace != PrincipalNamespace.Role)
            .ToDictionary(entry => entry.Key, entry => entry.Value);
        var paths = log.Of<LoggedPath>();
        var masked = paths
            .Where(entry => entry.Value.Changes.Exists(change => change.Part == PathShape.Mask))
            .Select(entry => entry.Key.Path)
            .ToHashSet(StringComparer.Ordinal);
        var policies = Policies(draft, log, Times(before?.Policies));
        var edge = new WholeShape<Membership>();
        return (
            policies,
            new()
            {
                Since = since,
                PoliciesSince = policies.TextsFrom,
                GrantsSince = decides is Authorizer.SqlStandard or Authorizer.Legacy ? null : since,
                Principals = Tell(
                    draft.Principals,
                    before?.Principals,
                    log.Of<PrincipalId>(),
                    new PrincipalShape(),
                    fact => fact.Id,
                    id => new(id, PrincipalKind.User, Person: new(id.Name))
                ),
                Memberships = Tell(draft.Memberships, before?.Memberships, inGroups, edge, one => one, one => one),
                RoleMemberships = Tell(
                    draft.RoleMemberships,
                    before?.RoleMemberships,
                    inRoles,
                    edge,
                    one => one,
                    one => one
                ),
                Databases = Tell(
                    draft.Databases,
                    before?.Databases,
                    log.Of<LoggedDatabase>(),
                    new DatabaseShape(),
                    fact => new LoggedDatabase(fact.Name),
                    key => new(key.Name)
                ),
                Tables = Tell(
                    draft.Tables,
                    before?.Tables,
                    log.Of<TableName>(),
                    new TableShape(),
                    fact => fact.Name,
                    key => new(key, ResourceKind.Table, null, null, null, null, null, null, null, [])
                ),
                Classifications = Tell(
                    draft.Classifications,
                    before?.Classifications,
                    log.Of<LoggedClass>(),
                    new WholeShape<Classification>(),
                    fact => new LoggedClass(fact.Resource, fact.Class),
                    key => new(key.Resource, key.Class, ClassificationBasis.Import)
                ),
                Paths = Tell(
                    draft.Paths,
                    before?.Paths,
                    Known(paths, draft.Paths),
                    new PathShape(masked.Contains),
                    fact => new LoggedPath(fact.Path),
                    key => throw new InvalidOperationException($"The path {key.Path} is not listed.")
                ),
                Policies = policies.Told,
            }
        );
    }

    /// <summary>Only what the listing has: of other paths nothing but the entry is known.</summary>
    private Dictionary<LoggedPath, LoggedFact> Known(
        IReadOnlyDictionary<LoggedPath, LoggedFact> changes,
        ImmutableArray<DatedFact<PathPermission>> found
    )
    {
        var listed = (found.IsDefault ? [] : found).Select(fact => new LoggedPath(fact.Value.Path)).ToHashSet();
        var known = changes.Where(entry => listed.Contains(entry.Key)).ToDictionary();
        if (known.Count < changes.Count && !found.IsDefault)
        {
            ledger.Warn(
                $"{changes.Count - known.Count} paths of the change log are not among those that decide over tables: their changes are records only."
            );
        }

        return known;
    }

    private PolicyHistory Policies(SnapshotDraft draft, ChangeLog log, KnownTimes times)
    {
        var history = new PolicyHistory(times, one => before?.Policies.Of(one) ?? []);
        if (!draft.Policies.IsDefault)
        {
            history.AddFound(draft.Policies, draft.PolicyVersions.IsDefault ? [] : draft.PolicyVersions);
            history.AddGone(gone, log.GonePolicies, draft.Policies.Select(policy => policy.Value.Id).ToHashSet());
        }

        return history;
    }

    private void Refuse(int number, string reason)
    {
        if (number >= 0)
        {
            _refused.TryAdd(number, reason);
        }
    }

    /// <param name="policies">Null where the import brings none: those believed so far stand.</param>
    private void Say(ChangeLog log, PolicyHistory? policies, DateTimeOffset? since)
    {
        if (log.Later > 0)
        {
            ledger.Warn(
                $"{log.Later} events of the change log come after the import's instant: they are records only."
            );
        }

        var strange = log.Policies.Count(policy => policies?.Known.Contains(policy) == false);
        if (strange > 0)
        {
            ledger.Warn(
                $"{strange} policies that the change log names are neither there nor in a version history: what they said is not known."
            );
        }

        if (since is not { } from)
        {
            return;
        }

        ledger.Warn(
            $"The change log is declared complete since {UtcText.Short(from)}: what the import found was taken back to there, change by change, and what the log does not name held since then."
        );
        if (policies?.TextsFrom is { } texts && texts > from)
        {
            ledger.Warn(
                $"{policies.Textless} policies have no version history back to then: who could read what is known from {UtcText.Short(texts)} on, and not before."
            );
        }

        if (policies?.GoneSometime > 0)
        {
            ledger.Warn(
                $"{policies.GoneSometime} policies with a version history are gone, and the log does not say when: they count as held until now, their ends are bounds."
            );
        }

        if (decides is Authorizer.SqlStandard or Authorizer.Legacy)
        {
            ledger.Warn("The change log has no word for grants of the metastore: they are known from this import on.");
        }
    }
}

using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.History;

/// <summary>What the version history of policies says of the time before an import. Pure.</summary>
/// <param name="times">When the policies are known.</param>
/// <param name="believed">What was believed of a policy so far.</param>
internal sealed class PolicyHistory(KnownTimes times, Func<Policy, ImmutableArray<HeldFact<Policy>>> believed)
{
    private static readonly WholeShape<Policy> s_shape = new();

    private readonly List<ToldFact<Policy>> _told = [];
    private DateTimeOffset _textsFrom = DateTimeOffset.MinValue;

    /// <summary>Policies whose text before some instant nobody has.</summary>
    public int Textless { get; private set; }

    /// <summary>Policies that are gone, and nothing says when they went.</summary>
    public int GoneSometime { get; private set; }

    /// <summary>The numbers of all policies of which something is known.</summary>
    public HashSet<long> Known { get; } = [];

    public ImmutableArray<ToldFact<Policy>> Told => [.. _told];

    /// <summary>The first instant from which the text of every policy is known; null where no log reaches behind the import.</summary>
    public DateTimeOffset? TextsFrom =>
        times.Since is not { } since ? null
        : _textsFrom > since ? _textsFrom
        : since;

    /// <summary>True where the time before the first import is told.</summary>
    private bool ReachesBack => times.Since is { } since && (times.KnownFrom is null || since < times.KnownFrom);

    /// <param name="found">The policies that are there, with the instants of their versions.</param>
    /// <param name="versions">Their earlier versions.</param>
    public void AddFound(ImmutableArray<DatedFact<Policy>> found, ImmutableArray<DatedFact<Policy>> versions)
    {
        Known.UnionWith(found.Concat(versions).Select(policy => policy.Value.Id));
        if (!ReachesBack)
        {
            return;
        }

        var earlier = versions.ToLookup(version => (version.Value.Service, version.Value.Id));
        foreach (var policy in found)
        {
            DatedFact<Policy>[] chain =
            [
                .. earlier[(policy.Value.Service, policy.Value.Id)].OrderBy(version => version.ValidFrom),
                policy,
            ];
            KnowFrom(chain[0]);
            if (chain.Length > 1)
            {
                Tell(chain, times.Now, isExact: true);
            }
        }
    }

    /// <param name="versions">The versions of policies that are not there any more; of each without a gap, the last one open.</param>
    /// <param name="deleted">When the log says that a policy was deleted.</param>
    /// <param name="found">The numbers of the policies that are there.</param>
    public void AddGone(
        ImmutableArray<DatedFact<Policy>> versions,
        IReadOnlyDictionary<long, (DateTimeOffset At, string? Version)> deleted,
        IReadOnlySet<long> found
    )
    {
        var lastSeen = times.SeenAt.IsEmpty ? (DateTimeOffset?)null : times.SeenAt[^1];
        var told = new HashSet<long>();
        Known.UnionWith(versions.Select(version => version.Value.Id));
        foreach (var policy in versions.GroupBy(version => (version.Value.Service, version.Value.Id)))
        {
            told.Add(policy.Key.Id);
            var chain = policy.OrderBy(version => version.ValidFrom).ToArray();
            var ends = deleted.TryGetValue(policy.Key.Id, out var gone) && gone.At > chain[^1].ValidFrom;
            if (!ReachesBack && !(ends && gone.At > lastSeen))
            {
                continue; // between two imports nothing tells when it went
            }

            KnowFrom(chain[0]);
            GoneSometime += ends ? 0 : 1;
            Tell(chain, ends ? gone.At : times.Now, isExact: ends);
        }

        foreach (var (id, gone) in deleted.Where(entry => !told.Contains(entry.Key) && !found.Contains(entry.Key)))
        {
            if (ReachesBack && gone.At > times.Since)
            {
                Textless++;
                _textsFrom = _textsFrom > gone.At ? _textsFrom : gone.At;
            }
        }
    }

    private void KnowFrom(DatedFact<Policy> first)
    {
        var from = first.ValidFrom ?? times.Now;
        if (from > times.Since && (first.Value.Version != 1 || first.ValidFrom is null))
        {
            Textless++;
            _textsFrom = _textsFrom > from ? _textsFrom : from;
        }
    }

    /// <param name="ends">When the last version ended; the import's own instant where it is there.</param>
    private void Tell(DatedFact<Policy>[] chain, DateTimeOffset ends, bool isExact)
    {
        var isThere = chain[^1].ValidTo is null && isExact && ends == times.Now;
        var pieces = FactPieces<Policy>.Of(s_shape, believed(chain[0].Value));
        var others = new List<FactPiece<Policy>>();
        for (var at = 0; at < chain.Length; at++)
        {
            var from = chain[at].ValidFrom!.Value;
            var isLast = at + 1 == chain.Length;
            var to = isLast ? (isThere ? DateTimeOffset.MaxValue : ends) : chain[at + 1].ValidFrom!.Value;
            if (to > (ReachesBack ? times.Since : times.KnownFrom))
            {
                // The version was there at its own instant, whenever it went.
                var sure = isLast && !isExact ? from.AddMilliseconds(1) : to;
                others.Add(new(from, sure, new(chain[at].Value), IsCertain: true));
                others.Add(new(sure, to, new(chain[at].Value), IsCertain: false));
            }
        }

        if (others.Count > 0)
        {
            pieces.Replace(others[0].From, DateTimeOffset.MaxValue, others);
            _told.Add(new(pieces.Rows(), chain[^1].Source));
        }
    }
}

using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// By policy whom it lets select and whom it denies that, as numbered sources in flat arrays: containers by node, then accounts, then those
/// policies that have exceptions or deny all else, as a whole. Names are resolved once, and no item is made for it.
/// </summary>
internal sealed class PolicySources
{
    private const int Chunk = 4096; // policies that one thread takes at a time
    private const int Usually = 4; // sources of a policy

    private readonly PolicyGround _ground;
    private readonly ImmutableArray<CompiledPolicy> _policies;
    private readonly int[] _combined; // policies by their place among those taken as a whole
    private readonly Adjacency _allow;
    private readonly Adjacency _deny;

    internal PolicySources(ImmutableArray<CompiledPolicy> policies, PolicyGround ground)
    {
        (_policies, _ground) = (policies, ground);
        FirstAccount = ground.Closure.Nodes;
        FirstCombined = FirstAccount + ground.Accounts.Accounts.Length;
        var combined = new List<int>();
        var numbers = new int[policies.Length]; // the source of a policy that is taken as a whole
        foreach (var policy in policies)
        {
            if (!policy.IsStraight && !policy.MayBeConditional)
            {
                numbers[policy.Ordinal] = FirstCombined + combined.Count;
                combined.Add(policy.Ordinal);
            }
        }

        _combined = [.. combined];
        var parts = new Part[(policies.Length + Chunk - 1) / Chunk];
        Parallel.For(
            0,
            parts.Length,
            new ParallelOptions { MaxDegreeOfParallelism = parts.Length < 2 ? 1 : -1 },
            part => parts[part] = Collect(part * Chunk, Math.Min((part + 1) * Chunk, policies.Length), numbers)
        );
        _allow = Join(parts, part => part.Allow);
        _deny = Join(parts, part => part.Deny);
    }

    /// <summary>The source of account 0; containers come before it.</summary>
    internal int FirstAccount { get; }

    /// <summary>The source of the first policy that is taken as a whole.</summary>
    internal int FirstCombined { get; }

    /// <summary>Ordinals of the policies that are taken as a whole, in the order of their sources.</summary>
    internal ReadOnlySpan<int> Combined => _combined;

    internal ReadOnlySpan<int> Allowing(int policy) => _allow.Of(policy);

    internal ReadOnlySpan<int> Denying(int policy) => _deny.Of(policy);

    private Part Collect(int from, int to, int[] numbers)
    {
        var part = new Part(new(to - from, Usually), new(to - from, 0));
        for (var ordinal = from; ordinal < to; ordinal++)
        {
            var policy = _policies[ordinal];
            if (policy.IsStraight)
            {
                Collect(policy.Source.AllowItems, policy.Source.IsTagPolicy, part.Allow);
                if (!policy.NeverDenies)
                {
                    Collect(policy.Source.DenyItems, policy.Source.IsTagPolicy, part.Deny);
                }
            }
            else if (!policy.MayBeConditional)
            {
                part.Allow.Sources.Add(numbers[ordinal]);
                if (!policy.NeverDenies)
                {
                    part.Deny.Sources.Add(numbers[ordinal]);
                }
            }

            part.Allow.EndPolicy();
            part.Deny.EndPolicy();
        }

        return part;
    }

    private void Collect(ImmutableArray<PolicyItem> items, bool isTagPolicy, PartSources into)
    {
        foreach (var item in items)
        {
            if (_ground.Types.Of(item.Accesses, isTagPolicy).CoversSelect)
            {
                CompiledItem.AddNamed(item, _ground.Accounts, _ground.Closure, FirstAccount, into.Sources);
            }
        }
    }

    private Adjacency Join(Part[] parts, Func<Part, PartSources> sourcesOf)
    {
        var starts = new int[_policies.Length + 1];
        var sources = new int[parts.Sum(part => sourcesOf(part).Sources.Count)];
        var (policy, at) = (0, 0);
        foreach (var part in parts)
        {
            var of = sourcesOf(part);
            foreach (var end in of.Ends)
            {
                starts[++policy] = at + end;
            }

            of.Sources.CopyTo(sources, at);
            at += of.Sources.Count;
        }

        return new(starts, sources);
    }

    private readonly record struct Part(PartSources Allow, PartSources Deny);

    /// <summary>The sources of some policies that follow one another.</summary>
    private sealed class PartSources(int policies, int each)
    {
        internal List<int> Sources { get; } = new(policies * each);

        /// <summary>By policy: one past its last source.</summary>
        internal List<int> Ends { get; } = new(policies);

        internal void EndPolicy() => Ends.Add(Sources.Count);
    }
}

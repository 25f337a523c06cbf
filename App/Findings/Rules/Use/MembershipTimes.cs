using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules.Use;

/// <summary>
/// When a login was in a group or role, directly or through others. Of a change that is known by bounds only, all the time in which it may have held counts: nobody
/// is accused by a bound. For one thread.
/// </summary>
/// <param name="asked">The groups and roles that are asked about: what logins were in besides is not kept, since each of many thousand may be in hundreds.</param>
internal sealed class MembershipTimes(ImmutableArray<HeldFact<Membership>> memberships, IReadOnlySet<PrincipalId> asked)
{
    private readonly Lazy<ILookup<PrincipalId, HeldFact<Membership>>> _byMember = new(() =>
        memberships.ToLookup(held => held.Value.Member)
    );

    private readonly Dictionary<PrincipalId, Dictionary<PrincipalId, ImmutableArray<Stretch>>> _known = [];

    /// <summary>Empty where it never was.</summary>
    /// <param name="container">One of those that are asked about, the login itself, or everyone.</param>
    public ImmutableArray<Stretch> Of(PrincipalId login, PrincipalId container)
    {
        if (container == login || container.IsEveryone)
        {
            return [Stretch.Always];
        }

        if (!_known.TryGetValue(login, out var containers))
        {
            _known.Add(login, containers = Containers(login));
        }

        return containers.GetValueOrDefault(container, []);
    }

    // Upwards, time by time: groups may lie in circles, so that a container is gone through again only for time that is new.
    private Dictionary<PrincipalId, ImmutableArray<Stretch>> Containers(PrincipalId login)
    {
        var found = new Dictionary<PrincipalId, ImmutableArray<Stretch>>();
        var open = new Stack<(PrincipalId Member, Stretch When)>([(login, Stretch.Always)]);
        while (open.TryPop(out var next))
        {
            foreach (var held in _byMember.Value[next.Member])
            {
                var when = next.When.And(
                    new(held.FromNotBefore ?? DateTimeOffset.MinValue, held.To ?? DateTimeOffset.MaxValue)
                );
                var known = found.GetValueOrDefault(held.Value.Container, []);
                if (!when.IsEmpty && !HeldTimes.Cover(known, when))
                {
                    found[held.Value.Container] = known.Add(when);
                    open.Push((held.Value.Container, when));
                }
            }
        }

        // The walk needs them all; who asks, few.
        return found.Where(entry => asked.Contains(entry.Key)).ToDictionary();
    }
}

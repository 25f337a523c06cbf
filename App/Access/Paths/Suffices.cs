using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>
/// Which anchors, alone or together, suffice for one request while everything else that allows is absent and denies and exceptions
/// stay as they are. For the lower bound what is unknown is taken for a no, for the upper one for a yes.
/// </summary>
internal sealed class Suffices(PairModel model, Request request, bool isUpper)
{
    /// <summary>Each entry suffices; one anchor as a rule. No entry holds another.</summary>
    internal IEnumerable<ImmutableArray<Anchor>> Sets()
    {
        var policies = request
            .Applications.GroupBy(application => application.Policy)
            .Select(group => Ask(group.Key, [.. group]))
            .ToArray();
        var denied = policies
            .Where(policy => policy.Denies)
            .Select(policy => policy.Priority)
            .DefaultIfEmpty(int.MinValue);
        var floor = denied.Max();

        // A policy that denies all whom it does not allow must allow, or it denies.
        var needed = policies.Where(policy => policy.IsNeeded && policy.Priority > floor).ToArray();
        foreach (
            var priority in policies
                .Where(policy => policy.Counts && policy.Priority > floor)
                .Select(policy => policy.Priority)
                .Distinct()
                .OrderDescending()
        )
        {
            var guards = Array.FindAll(needed, policy => policy.Priority >= priority);
            if (Array.Exists(guards, guard => guard.Counts))
            {
                foreach (var set in Choices(guards))
                {
                    yield return set;
                }

                yield break;
            }

            foreach (
                var anchor in policies
                    .Where(policy => policy.Counts && policy.Priority == priority)
                    .SelectMany(policy => policy.Anchors)
            )
            {
                foreach (var set in Choices(guards))
                {
                    yield return set.Insert(0, anchor);
                }
            }
        }
    }

    // One anchor of each policy, in every combination.
    private static IEnumerable<ImmutableArray<Anchor>> Choices(Asked[] policies)
    {
        IEnumerable<ImmutableArray<Anchor>> choices =
        [
            [],
        ];
        foreach (var policy in policies)
        {
            choices = choices.SelectMany(choice => policy.Anchors.Select(anchor => choice.Add(anchor)));
        }

        return choices;
    }

    private Asked Ask(CompiledPolicy policy, Application[] applications)
    {
        var isDenied = Speaks(PolicyItemList.Deny, !isUpper) && !Speaks(PolicyItemList.DenyException, isUpper);
        var allowing =
            isDenied || Speaks(PolicyItemList.AllowException, !isUpper)
                ? []
                : Applying(PolicyItemList.Allow, isUpper).ToArray();
        Anchor[] anchors =
        [
            .. applications.SelectMany(application =>
                allowing.SelectMany(item => model.Holds(item).Select(hold => new Anchor(application, item, hold)))
            ),
        ];
        var denies = isDenied || (policy.Source.IsDenyAllElse && anchors.Length == 0);

        // A policy that may be off is not counted on: its allows not for the lower bound, its denies not for the upper one.
        return new(
            policy.Source.Priority,
            denies && !(isUpper && model.IsUncertain(policy)),
            policy.Source.IsDenyAllElse && anchors.Length > 0 && !(isUpper && model.IsUncertain(policy)),
            anchors.Length > 0 && (isUpper || !model.IsUncertain(policy)),
            anchors
        );

        bool Speaks(PolicyItemList list, bool ifUnknown) => Applying(list, ifUnknown).Any();

        IEnumerable<CompiledItem> Applying(PolicyItemList list, bool ifUnknown) =>
            policy.Items.Where(item =>
                item.List == list && (ifUnknown || !item.IsUncertain) && model.Holds(item).Length > 0
            );
    }

    private sealed record Asked(int Priority, bool Denies, bool IsNeeded, bool Counts, Anchor[] Anchors);
}

using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>What can be told of items without resolving whom they name.</summary>
internal struct ItemSurvey(PolicyGround ground)
{
    /// <summary>No item counts.</summary>
    internal bool IsEmpty { get; private set; } = true;

    /// <summary>Some item's conditions cannot be known.</summary>
    internal bool IsUncertain { get; private set; }

    /// <summary>Some item applies only to those for whom its conditions hold.</summary>
    internal bool IsLimited { get; private set; }

    /// <summary>Some item names {OWNER}.</summary>
    internal bool NamesOwner { get; private set; }

    internal void Add(ImmutableArray<PolicyItem> items)
    {
        foreach (var item in items)
        {
            var limits = ItemLimits.Of(item, ground.Conditions);
            if (!limits.IsSilent)
            {
                IsEmpty = false;
                IsUncertain |= limits.IsUncertain;
                IsLimited |= !limits.IsPlain;
                NamesOwner |= item.Users.Contains(CompiledItem.Owner);
            }
        }
    }
}

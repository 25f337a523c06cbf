using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts.Cached;

internal ref partial struct FactInput
{
    public static Policy PolicyFact(ref FactInput input) =>
        new(
            input.Number(),
            input.TextOrNull(),
            input.Text(),
            input.Text(),
            input.Flag(),
            input.Flag(),
            input.Flag(),
            (PolicyType)input.Count(),
            (int)input.Number(),
            input.Array(PolicyResource),
            input.Array(Item),
            input.Array(Item),
            input.Array(Item),
            input.Array(Item),
            input.Flag(),
            input.Array(Schedule),
            input.Array(Condition),
            input.TextOrNull(),
            input.NumberOrNull(),
            input.Instant(),
            input.TextOrNull(),
            input.Array(Item)
        );

    public static SecurityZone ZoneFact(ref FactInput input) =>
        new(input.Text(), input.Array(PolicyResource), input.Flag());

    public static AccessService ServiceFact(ref FactInput input) =>
        new(
            input.Text(),
            input.Array(static (ref input) => new AccessType(input.Text(), input.Texts(), input.TextOrNull())),
            input.Texts(),
            input.Texts(),
            input.Flag(),
            (Authorizer)input.Count()
        )
        {
            LiteralMaskLevels = input.Texts(),
            LiteralFilterLevels = input.Texts(),
            LogsEveryRead = input.FlagOrNull(),
            Conditions = input.ArrayOrNull(Kind),
            TagConditions = input.ArrayOrNull(Kind),
            Attributes = input.ArrayOrNull(
                static (ref input) =>
                    new PrincipalAttributes(
                        input.Principal(),
                        input.Array(static (ref input) => new PrincipalAttribute(input.Text(), input.Text()))
                    )
            ),
        };

    private static ValiditySchedule Schedule(ref FactInput input) =>
        new(
            input.TextOrNull(),
            input.TextOrNull(),
            input.TextOrNull(),
            input.Array(
                static (ref input) =>
                    new Recurrence(
                        input.TextOrNull(),
                        input.TextOrNull(),
                        input.TextOrNull(),
                        input.TextOrNull(),
                        input.TextOrNull(),
                        input.TextOrNull(),
                        (int)input.Number(),
                        (int)input.Number(),
                        (int)input.Number()
                    )
            )
        );

    private static PolicyResource PolicyResource(ref FactInput input)
    {
        var levels = ImmutableSortedDictionary.CreateBuilder<string, ResourceValues>(StringComparer.Ordinal);
        for (var left = input.Count(); left > 0; left--)
        {
            levels.Add(input.Text(), new(input.Texts(), input.Flag(), input.Flag()));
        }

        return new(levels.ToImmutable());
    }

    private static PolicyItem Item(ref FactInput input) =>
        new(
            input.Array(static (ref input) => new ItemAccess(input.Text(), input.Flag())),
            input.Texts(),
            input.Texts(),
            input.Texts(),
            input.Array(Condition),
            input.Flag(),
            input.Flag() ? new(input.Text(), input.TextOrNull(), input.TextOrNull()) : null,
            input.TextOrNull(),
            input.Flag() ? new(input.Array(static (ref input) => input.Principal()), input.Flag()) : null
        );

    private static PolicyCondition Condition(ref FactInput input) => new(input.Text(), input.Texts());

    private static ConditionKind Kind(ref FactInput input) =>
        new(
            input.Text(),
            input.Text(),
            input.Array(static (ref input) => new ConditionOption(input.Text(), input.Text()))
        );
}

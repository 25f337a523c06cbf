using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts.Cached;

internal sealed partial class FactOutput
{
    public void Fact(Policy value)
    {
        Number(value.Id);
        TextOrNull(value.Guid);
        Text(value.Name);
        Text(value.Service);
        Flag(value.IsTagPolicy);
        Flag(value.IsEnabled);
        Flag(value.IsAuditEnabled);
        Count((int)value.Type);
        Number(value.Priority);
        Array(value.Resources, static (output, resource) => output.Resource(resource));
        Items(value.AllowItems);
        Items(value.DenyItems);
        Items(value.AllowExceptions);
        Items(value.DenyExceptions);
        Flag(value.IsDenyAllElse);
        Array(value.Schedules, static (output, schedule) => output.Schedule(schedule));
        Conditions(value.Conditions);
        TextOrNull(value.ZoneName);
        Number(value.Version);
        Instant(value.UpdatedAt);
        TextOrNull(value.UpdatedBy);
        Items(value.MaskOrFilterItems);
    }

    public void Fact(SecurityZone value)
    {
        Text(value.Name);
        Array(value.Resources, static (output, resource) => output.Resource(resource));
        Flag(value.HasTagService);
    }

    public void Fact(AccessService value)
    {
        Text(value.Name);
        Array(
            value.AccessTypes,
            static (output, type) =>
            {
                output.Text(type.Name);
                output.Texts(type.Implied);
                output.TextOrNull(type.Category);
            }
        );
        Texts(value.SuperUsers);
        Texts(value.SuperGroups);
        Flag(value.DenyAndExceptionsEnabled);
        Count((int)value.Authorizer);
        Texts(value.LiteralMaskLevels);
        Texts(value.LiteralFilterLevels);
        Flag(value.LogsEveryRead is not null);
        Flag(value.LogsEveryRead == true);
        ArrayOrNull(value.Conditions, static (output, kind) => output.Kind(kind));
        ArrayOrNull(value.TagConditions, static (output, kind) => output.Kind(kind));
        ArrayOrNull(
            value.Attributes,
            static (output, attributes) =>
            {
                output.Principal(attributes.Principal);
                output.Array(
                    attributes.Attributes,
                    static (output, attribute) =>
                    {
                        output.Text(attribute.Name);
                        output.Text(attribute.Value);
                    }
                );
            }
        );
    }

    private void Schedule(ValiditySchedule value)
    {
        TextOrNull(value.StartTime);
        TextOrNull(value.EndTime);
        TextOrNull(value.TimeZone);
        Array(
            value.Recurrences,
            static (output, recurrence) =>
            {
                output.TextOrNull(recurrence.Minute);
                output.TextOrNull(recurrence.Hour);
                output.TextOrNull(recurrence.DayOfMonth);
                output.TextOrNull(recurrence.DayOfWeek);
                output.TextOrNull(recurrence.Month);
                output.TextOrNull(recurrence.Year);
                output.Number(recurrence.Days);
                output.Number(recurrence.Hours);
                output.Number(recurrence.Minutes);
            }
        );
    }

    private void Resource(PolicyResource value)
    {
        Count(value.Levels.Count);
        foreach (var (level, values) in value.Levels)
        {
            Text(level);
            Texts(values.Values);
            Flag(values.IsExcludes);
            Flag(values.IsRecursive);
        }
    }

    private void Items(ImmutableArray<PolicyItem> items) => Array(items, static (output, item) => output.Item(item));

    private void Item(PolicyItem value)
    {
        var (accesses, users, groups, roles, conditions, delegateAdmin, mask, rowFilter, grant) = value;
        Array(
            accesses,
            static (output, access) =>
            {
                output.Text(access.Type);
                output.Flag(access.IsAllowed);
            }
        );
        Texts(users);
        Texts(groups);
        Texts(roles);
        Conditions(conditions);
        Flag(delegateAdmin);
        Flag(mask is not null);
        if (mask is not null)
        {
            Text(mask.Type);
            TextOrNull(mask.Condition);
            TextOrNull(mask.Value);
        }

        TextOrNull(rowFilter);
        Flag(grant is not null);
        if (grant is not null)
        {
            Array(grant.Grantors, static (output, grantor) => output.Principal(grantor));
            Flag(grant.WithGrantOption);
        }
    }

    private void Conditions(ImmutableArray<PolicyCondition> conditions) =>
        Array(
            conditions,
            static (output, condition) =>
            {
                output.Text(condition.Type);
                output.Texts(condition.Values);
            }
        );

    private void Kind(ConditionKind value)
    {
        Text(value.Name);
        Text(value.Evaluator);
        Array(
            value.Options,
            static (output, option) =>
            {
                output.Text(option.Name);
                output.Text(option.Value);
            }
        );
    }
}

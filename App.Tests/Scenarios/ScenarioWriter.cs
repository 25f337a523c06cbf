using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>Writes facts in a scenario's words, ready to be pasted into a file: what <see cref="ScenarioEstate"/> reads.</summary>
internal static class ScenarioWriter
{
    private static readonly string[] s_levels = ["database", "table", "column"];

    internal static ScenarioFile FileOf(EstateFacts facts, string why)
    {
        var logins = facts.Principals.Where(known => known.Id.Namespace == PrincipalNamespace.Login).ToArray();
        return new()
        {
            Why = why,
            At = facts.At == Facts.Noon ? null : facts.At,
            People = Joined(logins.Where(login => login.Kind == PrincipalKind.User).Select(login => login.Id.Name)),
            Services = OrNull(logins.Where(login => login.Kind != PrincipalKind.User).Select(login => login.Id.Name)),
            Disabled = OrNull(logins.Where(login => !login.IsEnabled).Select(login => login.Id.Name)),
            Identities = OrNull(
                logins
                    .Where(login => login.Person is { } person && person.IdentityKey != login.Id.Name)
                    .ToDictionary(login => login.Id.Name, login => login.Person!.IdentityKey)
            ),
            Groups = Containers(facts, PrincipalNamespace.Group),
            Roles = Containers(facts, PrincipalNamespace.Role),
            Tables = facts.Tables.ToDictionary(
                table => table.Name.ToString(),
                table => Joined(table.Columns.Select(column => column.Name + (column.IsPartitionKey ? "/" : "")))
            ),
            Views = OrNull(
                facts.Tables.Where(table => table.Kind == ResourceKind.View).Select(table => table.Name.ToString())
            ),
            Reads = OrNull(
                facts.ViewSources.ToDictionary(
                    view => view.View.ToString(),
                    view =>
                        Joined(
                            view.Tables.Select(table => table.ToString())
                                .Concat(view.IsComplete ? Array.Empty<string>() : ["?"])
                        )
                )
            ),
            Owners = OrNull(
                facts
                    .Tables.Select(table => (Name: table.Name.ToString(), table.Creator))
                    .Concat(facts.Databases.Select(database => (database.Name, database.Creator)))
                    .Where(owned => owned.Creator is not null)
                    .ToDictionary(owned => owned.Name, owned => owned.Creator!)
            ),
            Tags = OrNull(
                facts
                    .Classifications.GroupBy(tag => tag.Resource.ToString())
                    .ToDictionary(tags => tags.Key, tags => Element(tags.Select(ScenarioTags.Text)))
            ),
            Zones = OrNull(
                facts.Zones.ToDictionary(
                    zone => zone.Name,
                    zone => new ZoneText(Element(zone.Resources.Select(Levels)), zone.HasTagService)
                )
            ),
            SuperUsers = OrNull(facts.Service?.SuperUsers ?? []),
            SuperGroups = OrNull(facts.Service?.SuperGroups ?? []),
            DenyAndExceptions = facts.Service is { DenyAndExceptionsEnabled: false } ? false : null,
            NoService = facts.Service is null ? true : null,
            Declares = facts.Service?.Conditions?.ToDictionary(
                kind => kind.Name,
                kind =>
                    string.Concat(
                        new[] { kind.Evaluator }.Concat(
                            kind.Options.Take(1).Select(option => $" {option.Name}={option.Value}")
                        )
                    )
            ),
            Attributes = facts.Service?.Attributes?.ToDictionary(
                holder =>
                    holder.Principal.Namespace == PrincipalNamespace.Login
                        ? holder.Principal.Name
                        : holder.Principal.ToString(),
                holder => holder.Attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value)
            ),
            Policies = [.. facts.Policies.Select(Policy)],
        };
    }

    private static PolicyText Policy(Policy policy) =>
        new()
        {
            Id = policy.Id,
            Name = policy.Name == $"policy {policy.Id}" ? null : policy.Name,
            On = Element(policy.Resources.Select(Levels)),
            Allow = Items(policy.AllowItems),
            Deny = Items(policy.DenyItems),
            AllowExcept = Items(policy.AllowExceptions),
            DenyExcept = Items(policy.DenyExceptions),
            Show = policy.MaskOrFilterItems.IsEmpty ? null : [.. policy.MaskOrFilterItems.Select(Item)],
            Priority = policy.Priority,
            DenyAllElse = policy.IsDenyAllElse,
            Disabled = !policy.IsEnabled,
            Type = policy.Type switch
            {
                PolicyType.Access => null,
                PolicyType.DataMask => "mask",
                PolicyType.RowFilter => "filter",
                PolicyType.Audit => "audit",
            },
            Zone = policy.ZoneName,
            Schedules = policy.Schedules.IsEmpty ? null : [.. policy.Schedules.Select(Schedule)],
            If = Conditions(policy.Conditions),
        };

    private static List<JsonElement>? Items(ImmutableArray<PolicyItem> items) =>
        items.IsEmpty
            ? null
            :
            [
                .. items.Select(item =>
                    item.Conditions.IsEmpty
                        ? Element(Give(item))
                        : JsonSerializer.SerializeToElement(Item(item), ScenarioFile.Options)
                ),
            ];

    private static ItemText Item(PolicyItem item) =>
        new()
        {
            Give = Give(item),
            If = Conditions(item.Conditions),
            Mask = item.Mask?.Type,
            MaskIf = item.Mask?.Condition,
            MaskValue = item.Mask?.Value,
            Filter = item.RowFilter,
        };

    private static string Give(PolicyItem item)
    {
        var accesses = item.Accesses.Select(access => access.Type + (access.IsAllowed ? "" : "!"));
        var named = item
            .Users.Concat(item.Groups.Select(group => "group:" + group))
            .Concat(item.Roles.Select(role => "role:" + role));
        return $"{string.Join(',', accesses)} to {Joined(named)}";
    }

    private static Dictionary<string, JsonElement>? Conditions(ImmutableArray<PolicyCondition> conditions) =>
        OrNull(conditions.ToDictionary(condition => condition.Type, condition => Element(condition.Values)));

    internal static ScheduleText Schedule(ValiditySchedule schedule) =>
        new(
            schedule.StartTime,
            schedule.EndTime,
            schedule.TimeZone,
            schedule.Recurrences.IsEmpty
                ? null
                :
                [
                    .. schedule.Recurrences.Select(every => new RecurrenceText(
                        $"{every.Days} {every.Hours} {every.Minutes}",
                        every.Minute,
                        every.Hour,
                        every.DayOfMonth,
                        every.DayOfWeek,
                        every.Month,
                        every.Year
                    )),
                ]
        );

    // In short where database, table and column follow each other without gaps, level by level where they do not.
    private static JsonElement Levels(PolicyResource resource)
    {
        var levels = s_levels.Select(resource.Levels.GetValueOrDefault).TakeWhile(level => level is not null).ToArray();
        var isPlain = levels.All(level =>
            !level!.IsRecursive
            && !level.Values.IsEmpty
            && level.Values.All(value => value.IndexOfAny(['.', '|', ':', '!']) < 0)
        );
        return levels.Length > 0 && levels.Length == resource.Levels.Count && isPlain
            ? Element(
                string.Join(
                    '.',
                    levels.Select(level => (level!.IsExcludes ? "!" : "") + string.Join('|', level.Values))
                )
            )
            : Element(
                resource.Levels.ToDictionary(
                    level => (level.Value.IsExcludes ? "!" : "") + level.Key + (level.Value.IsRecursive ? "/" : ""),
                    level => level.Value.Values
                )
            );
    }

    private static Dictionary<string, string>? Containers(EstateFacts facts, PrincipalNamespace space) =>
        OrNull(
            facts
                .Principals.Select(principal => principal.Id)
                .Concat(facts.Memberships.Select(edge => edge.Container))
                .Where(id => id.Namespace == space)
                .Distinct()
                .ToDictionary(
                    id => id.Name,
                    id =>
                        Joined(
                            facts
                                .Memberships.Where(edge => edge.Container == id)
                                .Select(edge =>
                                    edge.Member.Namespace == PrincipalNamespace.Login
                                        ? edge.Member.Name
                                        : edge.Member.ToString()
                                )
                        )
                )
        );

    private static JsonElement Element<T>(T value) => JsonSerializer.SerializeToElement(value);

    private static Dictionary<string, T>? OrNull<T>(Dictionary<string, T> entries) =>
        entries.Count == 0 ? null : entries;

    private static string? OrNull(IEnumerable<string> words) => Joined(words) is { Length: > 0 } text ? text : null;

    private static string Joined(IEnumerable<string> words) => string.Join(' ', words);
}

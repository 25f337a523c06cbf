using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>Turns a scenario's words into facts.</summary>
internal static class ScenarioEstate
{
    private static readonly string[] s_levels = ["database", "table", "column"];

    internal static EstateFacts Of(ScenarioFile file)
    {
        var disabled = Words(file.Disabled);
        var views = Words(file.Views);
        var databases = file.Tables.Keys.Select(name => Facts.Name(name).Database);
        return new()
        {
            Snapshot = Facts.Snapshot,
            At = file.At ?? Facts.Noon,
            Principals =
            [
                .. Words(file.People)
                    .Select(login => new Principal(
                        PrincipalId.Login(login),
                        PrincipalKind.User,
                        null,
                        !disabled.Contains(login),
                        new(file.Identities?.GetValueOrDefault(login) ?? login)
                    ))
                    .Concat(
                        Words(file.Services)
                            .Select(login => new Principal(
                                PrincipalId.Login(login),
                                PrincipalKind.ServiceAccount,
                                null,
                                !disabled.Contains(login)
                            ))
                    )
                    .Concat(
                        Names(file.Groups).Select(name => new Principal(PrincipalId.Group(name), PrincipalKind.Group))
                    )
                    .Concat(Names(file.Roles).Select(name => new Principal(PrincipalId.Role(name), PrincipalKind.Role)))
                    .OrderBy(principal => principal.Id),
            ],
            Memberships =
            [
                .. Edges(file.Groups, PrincipalId.Group)
                    .Concat(Edges(file.Roles, PrincipalId.Role))
                    .OrderBy(edge => edge.Member)
                    .ThenBy(edge => edge.Container),
            ],
            Databases =
            [
                .. databases
                    .Concat(Names(file.Owners).Where(name => !name.Contains('.', StringComparison.Ordinal)))
                    .Distinct()
                    .Order(StringComparer.Ordinal)
                    .Select(name => new DatabaseResource(name, file.Owners?.GetValueOrDefault(name))),
            ],
            Tables =
            [
                .. file.Tables.Select(table => Table(table.Key, table.Value, file, views)).OrderBy(table => table.Name),
            ],
            ViewSources =
            [
                .. (file.Reads ?? []).Select(view => new ViewSources(
                    Facts.Name(view.Key),
                    [.. Words(view.Value).Where(word => word != "?").Select(Facts.Name).Order()],
                    !Words(view.Value).Contains("?")
                )),
            ],
            Policies = [.. file.Policies.Select((policy, index) => Policy(policy, index + 1))],
            Zones =
            [
                .. (file.Zones ?? []).Select(zone => new SecurityZone(
                    zone.Key,
                    Resources(zone.Value.On),
                    zone.Value.TagService
                )),
            ],
            Service =
                file.NoService == true
                    ? null
                    : new(
                        "hive",
                        AccessService.HiveAccessTypes,
                        [.. Words(file.SuperUsers)],
                        [.. Words(file.SuperGroups)],
                        file.DenyAndExceptions ?? true
                    )
                    {
                        Conditions = Declared(file),
                        TagConditions = Declared(file),
                        Attributes = Attributes(file),
                    },
            Classifications = [.. (file.Tags ?? []).SelectMany(tag => ScenarioTags.Of(tag.Key, tag.Value))],
        };
    }

    private static ImmutableArray<ConditionKind>? Declared(ScenarioFile file) =>
        file.Declares is { } declares
            ?
            [
                .. declares.Select(kind =>
                {
                    var parts = kind.Value.Split(' ', 2);
                    return new ConditionKind(
                        kind.Key,
                        parts[0],
                        parts is [_, var option] && option.Split('=', 2) is [var name, var value]
                            ? [new ConditionOption(name, value)]
                            : []
                    );
                }),
            ]
            : null;

    private static ImmutableArray<PrincipalAttributes>? Attributes(ScenarioFile file) =>
        file.Attributes is { } known
            ?
            [
                .. known
                    .Select(holder => new PrincipalAttributes(
                        Facts.Id(holder.Key),
                        [
                            .. holder
                                .Value.OrderBy(attribute => attribute.Key, StringComparer.Ordinal)
                                .Select(attribute => new PrincipalAttribute(attribute.Key, attribute.Value)),
                        ]
                    ))
                    .OrderBy(holder => holder.Principal),
            ]
            : null;

    internal static string[] Words(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static IEnumerable<string> Names(Dictionary<string, string>? named) => named is null ? [] : named.Keys;

    private static IEnumerable<Membership> Edges(
        Dictionary<string, string>? containers,
        Func<string, PrincipalId> create
    ) =>
        (containers ?? []).SelectMany(container =>
            Words(container.Value).Select(member => new Membership(Facts.Id(member), create(container.Key)))
        );

    private static TableResource Table(string name, string columns, ScenarioFile file, string[] views) =>
        Facts.Table(name, [], file.Owners?.GetValueOrDefault(name)) with
        {
            Kind = views.Contains(name) ? ResourceKind.View : ResourceKind.Table,
            Columns =
            [
                .. Words(columns)
                    .Select(column => new TableColumn(
                        column.TrimEnd('/'),
                        "string",
                        IsPartitionKey: column.EndsWith('/')
                    )),
            ],
        };

    private static Policy Policy(PolicyText text, int number)
    {
        var resources = Resources(text.On);
        var isTag = resources.Any(resource => resource.Levels.ContainsKey("tag"));
        return new(
            text.Id ?? number,
            null,
            text.Name ?? $"policy {text.Id ?? number}",
            isTag ? "tags" : "hive",
            isTag,
            !text.Disabled,
            true,
            text.Type switch
            {
                null => PolicyType.Access,
                "mask" => PolicyType.DataMask,
                "filter" => PolicyType.RowFilter,
                "audit" => PolicyType.Audit,
                _ => throw new InvalidDataException($"{text.Type} is no type of policy."),
            },
            text.Priority,
            resources,
            Items(text.Allow),
            Items(text.Deny),
            Items(text.AllowExcept),
            Items(text.DenyExcept),
            text.DenyAllElse,
            [.. (text.Schedules ?? []).Select(Schedule)],
            Conditions(text.If),
            text.Zone,
            null,
            null,
            null,
            [.. (text.Show ?? []).Select(Item)]
        );
    }

    private static ImmutableArray<PolicyItem> Items(List<JsonElement>? items) =>
        [
            .. (items ?? []).Select(item =>
                item.ValueKind == JsonValueKind.String
                    ? Item(new() { Give = item.GetString()! })
                    : Item(item.Deserialize<ItemText>(JsonSerializerOptions.Web)!)
            ),
        ];

    private static PolicyItem Item(ItemText text)
    {
        var at = text.Give.IndexOf(" to", StringComparison.Ordinal);
        var named = Words(text.Give[(at + 3)..]);
        return new(
            [
                .. text.Give[..at]
                    .Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(access => new ItemAccess(access.TrimEnd('!'), !access.EndsWith('!'))),
            ],
            [.. named.Where(name => !name.Contains(':', StringComparison.Ordinal))],
            [.. Of("group:")],
            [.. Of("role:")],
            Conditions(text.If),
            Mask: text.Mask is null ? null : new(text.Mask, text.MaskIf, text.MaskValue),
            RowFilter: text.Filter
        );

        IEnumerable<string> Of(string prefix) =>
            named
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => name[prefix.Length..]);
    }

    private static ImmutableArray<PolicyCondition> Conditions(Dictionary<string, JsonElement>? conditions) =>
        [.. (conditions ?? []).Select(condition => new PolicyCondition(condition.Key, [.. Strings(condition.Value)]))];

    internal static ValiditySchedule Schedule(ScheduleText text) =>
        new(
            text.From,
            text.To,
            text.Zone,
            [
                .. (text.Every ?? []).Select(every =>
                {
                    var length = Array.ConvertAll(Words(every.For), int.Parse);
                    return new Recurrence(
                        every.Minute,
                        every.Hour,
                        every.DayOfMonth,
                        every.DayOfWeek,
                        every.Month,
                        every.Year,
                        length[0],
                        length[1],
                        length[2]
                    );
                }),
            ]
        );

    private static ImmutableArray<PolicyResource> Resources(JsonElement on) =>
        on.ValueKind == JsonValueKind.Array ? [.. on.EnumerateArray().Select(Resource)] : [Resource(on)];

    // "sales.{a|b}.!ssn" in words, or levels by name where a text would not do: {"database": "sales", "!column": ["a", "b"]}.
    private static PolicyResource Resource(JsonElement on)
    {
        if (on.ValueKind == JsonValueKind.String)
        {
            var text = on.GetString()!;
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var levels =
                colon > 0
                    ? [(text[..colon], text[(colon + 1)..])]
                    : text.Split('.').Select((values, level) => (Level: s_levels[level], Values: values));
            return new(
                levels.ToImmutableSortedDictionary(
                    level => level.Item1,
                    level => new ResourceValues([.. level.Item2.TrimStart('!').Split('|')], level.Item2.StartsWith('!'))
                )
            );
        }

        return new(
            on.EnumerateObject()
                .ToImmutableSortedDictionary(
                    level => level.Name.TrimStart('!').TrimEnd('/'),
                    level => new ResourceValues(
                        [.. Strings(level.Value)],
                        level.Name.StartsWith('!'),
                        level.Name.EndsWith('/')
                    )
                )
        );
    }

    internal static IEnumerable<string> Strings(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(item => item.GetString()!)
            : [value.GetString()!];
}

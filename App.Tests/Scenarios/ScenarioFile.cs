using System.Text.Json;
using System.Text.Json.Serialization;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>
/// One idea about access in a file of its own: a small estate and what must be true of it. What each key means stands in the README
/// beside the files.
/// </summary>
internal sealed record ScenarioFile
{
    internal static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = true,
        };

    /// <summary>The idea in one sentence.</summary>
    public required string Why { get; init; }

    /// <summary>Sections of the access semantics: <c>6, 19.2</c>.</summary>
    public string? Section { get; init; }

    public DateTimeOffset? At { get; init; }

    public string People { get; init; } = "ann bob";

    public string? Services { get; init; }

    public string? Disabled { get; init; }

    /// <summary>Further accounts of a person, by login.</summary>
    public Dictionary<string, string>? Identities { get; init; }

    public Dictionary<string, string>? Groups { get; init; }

    public Dictionary<string, string>? Roles { get; init; }

    public Dictionary<string, string> Tables { get; init; } = new() { ["sales.orders"] = "id ssn" };

    public string? Views { get; init; }

    /// <summary>By view what its text names; <c>?</c> among it: the text was not understood to its end.</summary>
    public Dictionary<string, string>? Reads { get; init; }

    public Dictionary<string, string>? Owners { get; init; }

    public Dictionary<string, JsonElement>? Tags { get; init; }

    public Dictionary<string, ZoneText>? Zones { get; init; }

    public string? SuperUsers { get; init; }

    public string? SuperGroups { get; init; }

    public bool? DenyAndExceptions { get; init; }

    public bool? NoService { get; init; }

    /// <summary>The conditions that the service's definition declares: name to evaluator, with its options behind it. Null: no definition.</summary>
    public Dictionary<string, string>? Declares { get; init; }

    /// <summary>The user store: by login, or <c>group:name</c>, attribute to value. Null: none was imported.</summary>
    public Dictionary<string, Dictionary<string, string>>? Attributes { get; init; }

    public List<PolicyText> Policies { get; init; } = [];

    /// <summary><c>ann select sales.orders.id</c> to Allowed, Denied or Conditional.</summary>
    public Dictionary<string, string>? Check { get; init; }

    /// <summary>By table, by level: logins; those not listed have none.</summary>
    public Dictionary<string, Dictionary<string, string>>? Who { get; init; }

    /// <summary>By login, by table: the level; tables not listed have none.</summary>
    public Dictionary<string, Dictionary<string, string>>? What { get; init; }

    /// <summary>By table, by login: the views through which they read its data, without reading the table itself; who is not listed reads none.</summary>
    public Dictionary<string, Dictionary<string, string>>? Through { get; init; }

    /// <summary>By <c>login table</c> or <c>login table.column</c>.</summary>
    public Dictionary<string, ExplanationText>? Explain { get; init; }

    /// <summary>By <c>login table</c> or <c>login table.column</c>: the whole explanation.</summary>
    public Dictionary<string, PairText>? Pairs { get; init; }

    /// <summary>What the index answers about the whole estate.</summary>
    public List<string>? Answers { get; init; }

    internal static ScenarioFile Read(string path) =>
        JsonSerializer.Deserialize<ScenarioFile>(File.ReadAllText(path), Options)
        ?? throw new InvalidDataException($"{path} holds no scenario.");

    internal static List<ScenarioFile> ReadAll(string path) =>
        JsonSerializer.Deserialize<List<ScenarioFile>>(File.ReadAllText(path), Options)!;

    internal static ScenarioFile Parse(string json) => JsonSerializer.Deserialize<ScenarioFile>(json, Options)!;

    internal string Write() => JsonSerializer.Serialize(this, Options);
}

internal sealed record ZoneText(JsonElement On, bool TagService = false);

/// <summary>A policy; what is missing has Ranger's default (semantics 1.1).</summary>
internal sealed record PolicyText
{
    public long? Id { get; init; }

    public string? Name { get; init; }

    public required JsonElement On { get; init; }

    public List<JsonElement>? Allow { get; init; }

    public List<JsonElement>? Deny { get; init; }

    public List<JsonElement>? AllowExcept { get; init; }

    public List<JsonElement>? DenyExcept { get; init; }

    /// <summary>Items of a mask or row-filter policy.</summary>
    public List<ItemText>? Show { get; init; }

    public int Priority { get; init; }

    public bool DenyAllElse { get; init; }

    public bool Disabled { get; init; }

    public string? Type { get; init; }

    public string? Zone { get; init; }

    public List<ScheduleText>? Schedules { get; init; }

    public Dictionary<string, JsonElement>? If { get; init; }
}

/// <summary>An item that needs more than <c>select to ann</c>.</summary>
internal sealed record ItemText
{
    /// <summary><c>select,update to ann group:eng</c>.</summary>
    public required string Give { get; init; }

    public Dictionary<string, JsonElement>? If { get; init; }

    public string? Mask { get; init; }

    public string? MaskIf { get; init; }

    public string? MaskValue { get; init; }

    public string? Filter { get; init; }
}

internal sealed record ScheduleText(string? From, string? To, string? Zone, List<RecurrenceText>? Every = null);

/// <param name="For">Days, hours and minutes: <c>0 8 30</c>.</param>
internal sealed record RecurrenceText(
    string For,
    string? Minute = null,
    string? Hour = null,
    string? DayOfMonth = null,
    string? DayOfWeek = null,
    string? Month = null,
    string? Year = null
);

/// <param name="By">The deciding opinions, comma separated: <c>1 Group eng, 2 Everyone, 3 Named, SuperUser ops</c>.</param>
/// <param name="Lost">Opinions that lost: <c>2 Allow DenyBeatsAllow</c>.</param>
/// <param name="WhyNot">A piece of the sentence that says why not.</param>
internal sealed record ExplanationText(string? By = null, string? Lost = null, string? WhyNot = null);

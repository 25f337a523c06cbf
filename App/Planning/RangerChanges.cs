using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Access;
using GovernanceDashboard.Import.Json;
using GovernanceDashboard.Import.Ranger;

namespace GovernanceDashboard.Planning;

/// <summary>
/// Reads Ranger JSON as changes: a policy, a list of them or an export's <c>policies</c> are added, or replace those of the same id; a plugin
/// download's <c>policyDeltas</c> say themselves what to create, update and delete.
/// </summary>
internal sealed class RangerChanges
{
    private const string Policies = "policies";
    private const string Deltas = "policyDeltas";
    private const string ServiceName = "serviceName";
    private const string Tag = "tag";

    // RangerPolicyDelta.CHANGE_TYPE_*; the other kinds are not about policies.
    private const long Create = 0;
    private const long Update = 1;
    private const long Delete = 2;

    private readonly ImmutableArray<Change>.Builder _changes = ImmutableArray.CreateBuilder<Change>();
    private readonly ImmutableArray<long>.Builder _lines = ImmutableArray.CreateBuilder<long>();
    private readonly ImmutableArray<ChangeSetProblem>.Builder _problems =
        ImmutableArray.CreateBuilder<ChangeSetProblem>();

    internal static ChangeSetReading Read(ReadOnlyMemory<byte> json)
    {
        var changes = new RangerChanges();
        try
        {
            changes.ReadRoot(JsonSlice.Of(json));
        }
        catch (JsonException broken)
        {
            changes._problems.Add(new((broken.LineNumber ?? 0) + 1, $"This is not JSON: {broken.Message}"));
        }

        return ChangeSetReading.Of(changes._changes, changes._lines, changes._problems);
    }

    private void ReadRoot(JsonSlice root)
    {
        if (root.IsArray)
        {
            ReadPolicies(root, "");
            return;
        }

        var members = root.Members();
        var service = members.TryGetValue(ServiceName, out var name) ? TextOf(name) : "";
        if (members.TryGetValue(Deltas, out var deltas) && deltas.IsArray)
        {
            foreach (var delta in deltas.Elements())
            {
                Read(delta, element => Delta(element, service));
            }
        }
        else if (members.TryGetValue(Policies, out var policies))
        {
            ReadPolicies(policies, service);
        }
        else if (members.ContainsKey("resources"))
        {
            Read(root, policy => Put(policy, service));
        }
        else
        {
            _problems.Add(
                new(root.Line, "Neither a policy, nor 'policies', nor 'policyDeltas': this is no Ranger JSON.")
            );
        }
    }

    private void ReadPolicies(JsonSlice policies, string service)
    {
        foreach (var policy in policies.Elements())
        {
            Read(policy, element => Put(element, service));
        }
    }

    private void Read(JsonSlice slice, Func<JsonElement, Change> change)
    {
        try
        {
            using var document = slice.Parse();
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidDataException("a policy should be an object");
            }

            _changes.Add(change(document.RootElement));
            _lines.Add(slice.Line);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or JsonException or OverflowException)
        {
            _problems.Add(new(slice.Line, $"The policy cannot be used: {wrong.Message}."));
        }
    }

    private static Change Delta(JsonElement delta, string service)
    {
        var policy = delta.Object("policy") ?? throw new InvalidDataException("a delta has no policy");
        return delta.Number("changeType") switch
        {
            Create or Update => Put(policy, service),
            Delete => PolicyChange.Delete(policy.Number("id") ?? throw new InvalidDataException("'id' is missing")),
            null => throw new InvalidDataException("'changeType' is missing"),
            var other => throw new InvalidDataException($"changeType {other} is no change of a policy"),
        };
    }

    private static PolicyChange Put(JsonElement policy, string service) =>
        policy.Text("serviceType")?.ToLowerInvariant() is { } type and not ("hive" or Tag)
            ? throw new InvalidDataException($"it is of a service of the kind '{type}'")
            : PolicyChange.Put(PolicyMapper.Map(policy, service, PolicyMapper.Levels(policy) is [Tag], zone: null));

    private static string TextOf(JsonSlice slice)
    {
        using var document = slice.Parse();
        return document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString()! : "";
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>
/// Gathers the policies of the one Hive service and its tag service, from plugin downloads (ServicePolicies) and policy exports.
/// Policies of other services are counted and kept out.
/// </summary>
internal sealed class RangerPolicies(DateTimeOffset takenAt, ImportLedger ledger)
{
    private const string Hive = PolicyComponents.Hive;
    private const string Tag = PolicyComponents.Tag;

    private readonly Dictionary<(string Service, long Id), DatedFact<Policy>> _policies = [];
    private readonly SortedSet<string> _hiveServices = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _tagServices = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _keptOut = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DatedFact<SecurityZone>> _zones = new(StringComparer.Ordinal);
    private readonly PolicyDeltas _deltas = new(takenAt, ledger);
    private readonly PolicyVersions _versions = new(ledger);
    private DatedFact<AccessService>? _service;
    private string? _tagServiceOfHive;
    private long? _version;

    // What a service's audit mode makes of the flags of its policies (semantics 14.22); null where each policy says for itself.
    private bool? _hiveAudit;
    private bool? _tagAudit;

    /// <summary>True where a file said which policies and zones there are, even if none.</summary>
    public bool WereRead { get; private set; }

    /// <summary>Zones come with downloads only.</summary>
    public bool ZonesWereRead { get; private set; }

    /// <summary>The name of the Hive service; null before one was seen.</summary>
    public string? ServiceName => _hiveServices.FirstOrDefault();

    /// <summary>Why these policies cannot be one service's; null where they are.</summary>
    public string? Conflict =>
        _hiveServices.Count > 1
            ? $"The files hold policies of more than one Hive service ({string.Join(", ", _hiveServices)}); import one service at a time."
        : _deltas.Conflict is { } stale ? stale
        : _tagServices.Count > 1 && _tagServiceOfHive is null
            ? $"The files hold policies of more than one tag service ({string.Join(", ", _tagServices)}); a plugin download would say which one belongs to the Hive service: add it, or leave the others out."
        : null;

    public ImmutableArray<DatedFact<Policy>> Policies => [.. _policies.Values];

    /// <summary>Earlier versions of the policies, as far as a history of them was read.</summary>
    public ImmutableArray<DatedFact<Policy>> Versions => _versions.Facts;

    /// <summary>Versions of policies of these services that are not there any more; of each without a gap, the last one without an end.</summary>
    public ImmutableArray<DatedFact<Policy>> GoneVersions =>
        [
            .. _versions.Gone.Where(version =>
                _hiveServices.Contains(version.Value.Service) || _tagServices.Contains(version.Value.Service)
            ),
        ];

    /// <summary>Enabled policies of HDFS services: with Ranger's plugin they decide before permissions who reads files, and nothing here evaluates them.</summary>
    public long FilePolicies { get; private set; }

    public ImmutableArray<DatedFact<SecurityZone>> Zones => [.. _zones.Values];

    /// <summary>As a download describes it; else Ranger's shipped definition under the service's name. Null where there is no Hive service.</summary>
    public DatedFact<AccessService>? Service =>
        _service
        ?? (ServiceName is { } name ? new(new AccessService(name, AccessService.HiveAccessTypes, [], [])) : null);

    /// <summary>Says what was kept out. Call once, after the last file.</summary>
    public void Finish()
    {
        _deltas.ApplyTo(_policies, _version, hasBase: WereRead);
        KeepOneTagService();
        _versions.Finish(_policies, hasPolicies: WereRead);
        if (_service?.Value is { } described && Geolocated(described))
        {
            ledger.Warn(
                "Conditions on the place of a client are not evaluated: what rests on them is shown as conditional."
            );
        }

        foreach (var (service, policies) in _keptOut)
        {
            ledger.Warn(
                $"{policies} policies of the Ranger service '{service}' were kept out: it is not a Hive service."
            );
        }

        if (FilePolicies > 0)
        {
            ledger.Warn(
                $"{FilePolicies} of the policies that were kept out are HDFS's, and decide before permissions who reads files: what is said of files goes by the permissions alone."
            );
        }

        if (WereRead && _service is null && ServiceName is { } name)
        {
            ledger.Warn(
                $"No plugin download describes the Ranger service '{name}': super users and security zones are unknown, and Ranger's shipped Hive definition is assumed."
            );
        }
    }

    public void ReadDownload(ImportFile file, Dictionary<string, JsonSlice> members)
    {
        using var name = members["serviceName"].Parse();
        var service = name.RootElement.ValueKind == JsonValueKind.String ? name.RootElement.GetString()! : "";
        if (members.GetValueOrDefault("policyDeltas").Elements() is { Count: > 0 } deltas)
        {
            _deltas.Read(file, service, deltas);
            return;
        }

        var lists = Lists(members);
        if (PolicyComponents.Of(members, lists.SelectMany(list => list.Policies)) is { } component and not Hive)
        {
            _keptOut[service] = _keptOut.GetValueOrDefault(service) + lists.Sum(list => list.Policies.Count);
            FilePolicies +=
                component == PolicyComponents.Hdfs
                    ? lists.Sum(list => list.Policies.Count(PolicyComponents.IsEnabled))
                    : 0;
            return;
        }

        WereRead = true;
        ZonesWereRead = true;
        _hiveServices.Add(service);
        _hiveAudit = Audit(service, members);
        _service ??= new(ServiceDefinition.Map(service, members), Source: file.Name);
        _version ??= Version(members);
        foreach (var (zone, policies) in lists)
        {
            file.ForEach(policies, (_, policy) => Add(file, policy, service, isTagPolicy: false, zone));
        }

        ReadZones(file, members);
        ReadTagPolicies(file, members);
    }

    public void ReadExport(ImportFile file, Dictionary<string, JsonSlice> members)
    {
        WereRead = true;
        var policies = members["policies"].Elements();
        var components = PolicyComponents.OfServices(policies);
        file.ForEach(
            policies,
            (_, policy) =>
            {
                var service = policy.Name("service");
                var component = PolicyComponents.Of(policy, components);
                switch (component)
                {
                    case Hive:
                        _hiveServices.Add(service);
                        Add(file, policy, service, isTagPolicy: false, zone: null);
                        break;
                    case Tag:
                        _tagServices.Add(service);
                        Add(file, policy, service, isTagPolicy: true, zone: null);
                        break;
                    default:
                        _keptOut[service] = _keptOut.GetValueOrDefault(service) + 1;
                        FilePolicies +=
                            component == PolicyComponents.Hdfs && PolicyComponents.IsEnabled(policy) ? 1 : 0;
                        break;
                }
            }
        );
    }

    public void ReadVersions(ImportFile file, List<JsonSlice> versions)
    {
        var components = PolicyComponents.OfServices(versions);
        file.ForEach(
            versions,
            (_, policy) =>
            {
                var service = policy.Name("service");
                switch (PolicyComponents.Of(policy, components))
                {
                    case Hive:
                        _versions.Add(file, policy, service, isTagPolicy: false);
                        break;
                    case Tag:
                        _versions.Add(file, policy, service, isTagPolicy: true);
                        break;
                    default:
                        _keptOut[service] = _keptOut.GetValueOrDefault(service) + 1;
                        break;
                }
            }
        );
    }

    private void ReadTagPolicies(ImportFile file, Dictionary<string, JsonSlice> members)
    {
        var tags = members.GetValueOrDefault("tagPolicies").Members();
        var policies = tags.GetValueOrDefault("policies").Elements();
        if (policies.Count == 0)
        {
            return;
        }

        var service = Tag;
        if (tags.TryGetValue("serviceName", out var slice))
        {
            using var name = slice.Parse();
            service = name.RootElement.ValueKind == JsonValueKind.String ? name.RootElement.GetString()! : Tag;
        }

        _tagServices.Add(service);
        _tagServiceOfHive ??= service;
        _tagAudit = Audit(service, tags);
        file.ForEach(policies, (_, policy) => Add(file, policy, service, isTagPolicy: true, zone: null));
    }

    private bool? Audit(string service, Dictionary<string, JsonSlice> members)
    {
        if (!members.TryGetValue("auditMode", out var slice))
        {
            return null;
        }

        using var mode = slice.Parse();
        var text = mode.RootElement.ValueKind == JsonValueKind.String ? mode.RootElement.GetString() : null;
        if (text is "audit-none")
        {
            ledger.Warn(
                $"The Ranger service '{service}' audits nothing (audit-none): what its policies let people read was not logged, whatever is declared."
            );
        }

        return text switch
        {
            "audit-all" => true,
            "audit-none" => false,
            _ => null,
        };
    }

    // A Hive service has one tag service; a download says which. Security zones tell their policies apart by the zone's name.
    private void KeepOneTagService()
    {
        if (_tagServiceOfHive is not { } own || _tagServices.Count < 2)
        {
            return;
        }

        foreach (var other in _tagServices.Where(service => service != own).ToArray())
        {
            var strangers = _policies
                .Where(entry => entry.Value.Value.IsTagPolicy && entry.Key.Service == other)
                .ToArray();
            foreach (var (key, _) in strangers)
            {
                _policies.Remove(key);
            }

            _tagServices.Remove(other);
            ledger.Warn(
                $"{strangers.Length} policies of the tag service '{other}' were kept out: '{own}' is the Hive service's."
            );
        }
    }

    private static bool Geolocated(AccessService service) =>
        (service.Conditions ?? []).Any(kind =>
            kind.Options.Any(option => option.Value.StartsWith("LOCATION_", StringComparison.Ordinal))
        );

    private static long? Version(Dictionary<string, JsonSlice> members)
    {
        if (!members.TryGetValue("policyVersion", out var slice))
        {
            return null;
        }

        using var version = slice.Parse();
        return version.RootElement.ValueKind == JsonValueKind.Number && version.RootElement.TryGetInt64(out var number)
            ? number
            : null;
    }

    private void ReadZones(ImportFile file, Dictionary<string, JsonSlice> members)
    {
        foreach (var (name, slice) in members.GetValueOrDefault("securityZones").Members())
        {
            file.ForEach(
                [slice],
                (_, zone) =>
                {
                    var mapped = new SecurityZone(
                        name,
                        [.. zone.Objects("resources").Select(PolicyMapper.Resource)],
                        zone.Flag("containsAssociatedTagService", missing: false)
                    );
                    if (!_zones.TryAdd(name, new(mapped, Source: file.Name)))
                    {
                        throw new InvalidDataException("a second security zone of the same name");
                    }

                    file.Accept();
                }
            );
        }
    }

    private void Add(ImportFile file, JsonElement element, string service, bool isTagPolicy, string? zone)
    {
        var policy = PolicyMapper.Map(element, service, isTagPolicy, zone);
        if ((isTagPolicy ? _tagAudit : _hiveAudit) is { } isAudited)
        {
            policy = policy with { IsAuditEnabled = isAudited };
        }

        var from = policy.UpdatedAt <= takenAt ? policy.UpdatedAt : null;
        if (!_policies.TryAdd((policy.Service, policy.Id), new(policy, from, Source: file.Name)))
        {
            throw new InvalidDataException("a second policy with the same service and id");
        }

        file.Accept();
    }

    /// <summary>A download's policies: the unzoned ones, then each zone's.</summary>
    private static List<(string? Zone, List<JsonSlice> Policies)> Lists(Dictionary<string, JsonSlice> members)
    {
        List<(string?, List<JsonSlice>)> lists = [(null, members.GetValueOrDefault("policies").Elements())];
        foreach (var (name, zone) in members.GetValueOrDefault("securityZones").Members())
        {
            lists.Add((name, zone.Members().GetValueOrDefault("policies").Elements()));
        }

        return lists;
    }
}

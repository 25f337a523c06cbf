using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Hive;

namespace GovernanceDashboard.Import.Lineage;

/// <summary>What all Atlas files together say: entities, the processes between them, and the classes on them. Whatever the order of files.</summary>
internal sealed class AtlasGraph(LineageCollector lineage, ImportLedger ledger)
{
    private const long MostSteps = 1_000_000; // inputs times outputs of all processes: more is a mistake

    private readonly List<AtlasEntity> _told = [];
    private readonly List<(string From, string To, string? Relation)> _steps = [];
    private readonly Dictionary<string, AtlasFlow> _flows = new(StringComparer.Ordinal); // by relationship, or by its two ends
    private readonly Dictionary<string, ImmutableArray<string>> _superTypes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AtlasEntity> _entities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> _guids = new(StringComparer.Ordinal);

    /// <summary>True where a file held entities, classified or not.</summary>
    public bool WasRead => _told.Count > 0;

    /// <summary>Given classes with basis Import, those that came over with basis Lineage; one per resource, class, basis and instance.</summary>
    public ImmutableArray<(Classification Fact, string File)> Classifications { get; private set; } = [];

    public void Add(AtlasEntity entity) => _told.Add(entity);

    /// <summary>What a relationship lets through; a later word on the same one joins what is held back.</summary>
    public void Add(string? guid, string? first, string? second, AtlasFlow flow)
    {
        foreach (var key in new[] { guid, first is null || second is null ? null : Ends(first, second) })
        {
            if (key is not null)
            {
                _flows[key] = _flows.TryGetValue(key, out var known)
                    ? new(
                        known.Forward && flow.Forward,
                        known.Backward && flow.Backward,
                        known.Blocked.Union(flow.Blocked)
                    )
                    : flow;
            }
        }
    }

    public void Connect(string from, string to, string? relation) => _steps.Add((from, to, relation));

    public void Define(string type, ImmutableArray<string> superTypes) =>
        _superTypes[type] = [.. _superTypes.GetValueOrDefault(type, []).Concat(superTypes).Distinct()];

    /// <summary>Turns entities into edges, dashboards and classes. Call once, after the last file.</summary>
    public void Finish()
    {
        Merge();
        var clusters = _entities
            .Values.Where(entity => AtlasNames.Resource(entity.Type, entity.QualifiedName) is not null)
            .Select(entity => AtlasNames.Cluster(entity.QualifiedName))
            .OfType<string>()
            .Distinct()
            .Count();
        if (clusters > 1)
        {
            ledger.Warn(
                $"Atlas entities of {clusters} clusters were read: tables are told apart by database and name only."
            );
        }

        var processes = Processes();
        AddEdges(processes);
        foreach (var entity in _entities.Values.Where(entity => entity.IsActive))
        {
            AddDashboard(entity);
            AddView(entity);
        }

        Classifications = new AtlasPropagation(_entities, processes, FlowOf, _superTypes).Classify();
    }

    // Several files may tell of one entity: what they say is united, and a deletion that one of them knows of counts. A table dropped and made again
    // is two entities of one name: what knows the name only means the one that lives.
    private void Merge()
    {
        foreach (
            var entity in _told
                .Where(entity => entity.HasGuid)
                .OrderBy(entity => !entity.IsActive)
                .ThenBy(entity => entity.Key, StringComparer.Ordinal)
        )
        {
            _guids.Add(entity.Key);
            if (AtlasGuids.Named(entity.Type, entity.QualifiedName) is { } name)
            {
                _byName.TryAdd(name, entity.Key);
            }
        }

        foreach (var entity in _told)
        {
            var key = Resolve(entity.Key, entity.Type, entity.QualifiedName);
            _entities[key] = _entities.TryGetValue(key, out var known)
                ? known with
                {
                    QualifiedName = known.QualifiedName ?? entity.QualifiedName,
                    DisplayName = Smaller(known.DisplayName, entity.DisplayName),
                    IsActive = known.IsActive && entity.IsActive,
                    Classifications = [.. known.Classifications, .. entity.Classifications],
                    Inputs = [.. known.Inputs, .. entity.Inputs],
                    Outputs = [.. known.Outputs, .. entity.Outputs],
                    Query = known.Query ?? entity.Query,
                    ViewText = Smaller(known.ViewText, entity.ViewText),
                    StartTime =
                        known.StartTime is null || entity.StartTime < known.StartTime
                            ? entity.StartTime ?? known.StartTime
                            : known.StartTime,
                    File = Smaller(known.File, entity.File)!,
                }
                : entity with
                {
                    Key = key,
                };
        }
    }

    /// <summary>Active entities that lead from inputs to outputs, by key; ends that are deleted left out.</summary>
    private Dictionary<string, AtlasStep> Processes()
    {
        var processes = new Dictionary<string, AtlasStep>(StringComparer.Ordinal);
        foreach (var entity in _entities.Values.Where(entity => !entity.Outputs.IsEmpty || !entity.Inputs.IsEmpty))
        {
            processes[entity.Key] = new(entity, [.. Ends(entity.Inputs)], [.. Ends(entity.Outputs)]);
        }

        foreach (var (from, to, relation) in _steps)
        {
            if (processes.TryGetValue(to, out var into) || IsProcess(to, out into))
            {
                processes[to] = into with { Inputs = [.. into.Inputs, new(from, null, null, relation, true, null)] };
            }
            else if (processes.TryGetValue(from, out var outOf) || IsProcess(from, out outOf))
            {
                processes[from] = outOf with
                {
                    Outputs = [.. outOf.Outputs, new(to, null, null, relation, true, null)],
                };
            }
        }

        foreach (var key in processes.Keys.Where(key => !processes[key].Entity.IsActive).ToArray())
        {
            processes.Remove(key);
        }

        return processes;

        bool IsProcess(string key, out AtlasStep step)
        {
            var isOne =
                _entities.TryGetValue(key, out var entity)
                && (
                    entity.Type.Contains("process", StringComparison.OrdinalIgnoreCase)
                    || AtlasNames.IsColumnLineage(entity.Type)
                );
            step = new(entity!, [], []);
            return isOne;
        }

        IEnumerable<AtlasReference> Ends(ImmutableArray<AtlasReference> references) =>
            references
                .Where(reference => reference.IsActive)
                .Select(reference =>
                    reference with
                    {
                        Key = Resolve(reference.Key, reference.Type, reference.QualifiedName),
                    }
                )
                .Where(reference => !_entities.TryGetValue(reference.Key, out var end) || end.IsActive)
                .DistinctBy(reference => reference.Key);
    }

    private void AddEdges(Dictionary<string, AtlasStep> processes)
    {
        var flows = new Dictionary<(string? Process, LineageNode From, LineageNode To), List<ColumnFlow>>();
        var steps = 0L;
        foreach (var step in processes.Values.Where(step => AtlasNames.IsColumnLineage(step.Entity.Type)))
        {
            var owner = step.Entity.Query is { } query ? Resolve(query.Key, query.Type, query.QualifiedName) : null;
            foreach (var from in step.Inputs.Select(Column).OfType<ResourceName>())
            {
                foreach (var to in step.Outputs.Select(Column).OfType<ResourceName>())
                {
                    var key = (
                        owner is not null && processes.ContainsKey(owner) ? owner : null,
                        Table(from),
                        Table(to)
                    );
                    flows[key] = [.. flows.GetValueOrDefault(key, []), new ColumnFlow(from.Column!, to.Column)];
                    steps++;
                }
            }
        }

        var used = new HashSet<(string?, LineageNode, LineageNode)>();
        foreach (var step in processes.Values.Where(step => !AtlasNames.IsColumnLineage(step.Entity.Type)))
        {
            steps += (long)step.Inputs.Length * step.Outputs.Length;
            if (steps > MostSteps)
            {
                ledger.Refuse(step.Entity.File, 0, $"Atlas processes with more than {MostSteps} edges between them");
                return;
            }

            foreach (var from in step.Inputs.Select(Node).OfType<LineageNode>().Distinct())
            {
                foreach (var to in step.Outputs.Select(Node).OfType<LineageNode>().Distinct())
                {
                    var key = (step.Entity.Key, from, to);
                    used.Add(key);
                    lineage.AddEdge(
                        from,
                        to,
                        StepKind.Of(to, isCopy: false, step.Entity.DisplayName, step.Entity.Type),
                        flows.GetValueOrDefault(key),
                        Instant(step.Entity.StartTime),
                        step.Entity.File
                    );
                }
            }
        }

        // Columns whose statement no file holds.
        foreach (var ((process, from, to), columns) in flows.Where(entry => !used.Contains(entry.Key)))
        {
            lineage.AddEdge(from, to, LineageKind.Derive, columns, null, FileOf(process));
        }

        string FileOf(string? process) =>
            process is not null && processes.TryGetValue(process, out var step)
                ? step.Entity.File
                : processes
                    .Values.Where(found => AtlasNames.IsColumnLineage(found.Entity.Type))
                    .Min(found => found.Entity.File)!;

        static LineageNode Table(ResourceName column) => LineageNode.Table(new(column.Database, column.Table!));

        ResourceName? Column(AtlasReference reference) =>
            AtlasNames.Resource(TypeOf(reference), NameOf(reference)) is { Column: not null } column ? column : null;
    }

    private void AddDashboard(AtlasEntity entity)
    {
        if (
            !AtlasNames.IsDashboard(entity.Type)
            || !entity.Outputs.IsEmpty
            || AtlasNames.Node(entity.Type, entity.QualifiedName) is not { Kind: ResourceKind.Dashboard } dashboard
        )
        {
            return;
        }

        lineage.AddDashboard(dashboard.Name, entity.DisplayName, null, entity.File);
        foreach (var input in entity.Inputs.Where(input => input.IsActive))
        {
            var end = input with { Key = Resolve(input.Key, input.Type, input.QualifiedName) };
            if ((!_entities.TryGetValue(end.Key, out var known) || known.IsActive) && Node(end) is { } from)
            {
                lineage.AddEdge(from, dashboard, LineageKind.Serve, null, Instant(entity.StartTime), entity.File);
            }
        }
    }

    private void AddView(AtlasEntity entity)
    {
        if (
            entity.ViewText is { } text
            && AtlasNames.Resource(entity.Type, entity.QualifiedName) is { Table: { } name, Column: null } view
        )
        {
            var table = new TableName(view.Database, name);
            foreach (var source in ViewText.SourcesOf(table, text).Tables)
            {
                lineage.AddEdge(
                    LineageNode.Table(source),
                    LineageNode.Table(table),
                    LineageKind.Derive,
                    null,
                    Instant(entity.StartTime),
                    entity.File
                );
            }
        }
    }

    private AtlasFlow FlowOf(AtlasReference reference, string process) =>
        reference.Relation is { } relation && _flows.TryGetValue(relation, out var known) ? known
        : _flows.TryGetValue(Ends(process, reference.Key), out var between) ? between
        : reference.Flow ?? AtlasFlow.Usual;

    private LineageNode? Node(AtlasReference reference) => AtlasNames.Node(TypeOf(reference), NameOf(reference));

    private string? TypeOf(AtlasReference reference) =>
        _entities.TryGetValue(reference.Key, out var entity) ? entity.Type : reference.Type;

    private string? NameOf(AtlasReference reference) =>
        _entities.TryGetValue(reference.Key, out var entity) ? entity.QualifiedName : reference.QualifiedName;

    private string Resolve(string key, string? type, string? name) =>
        !_guids.Contains(key) && type is not null && AtlasGuids.Named(type, name) is { } named
            ? _byName.GetValueOrDefault(named, named)
            : key;

    private static DateTimeOffset? Instant(long? milliseconds) =>
        milliseconds is > 0 and < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value)
            : null;

    private static string Ends(string first, string second) => $"{first} {second}";

    private static string? Smaller(string? one, string? other) =>
        one is null ? other
        : other is null || string.CompareOrdinal(one, other) <= 0 ? one
        : other;
}

/// <summary>A process with the ends that are there.</summary>
internal sealed record AtlasStep(
    AtlasEntity Entity,
    ImmutableArray<AtlasReference> Inputs,
    ImmutableArray<AtlasReference> Outputs
);

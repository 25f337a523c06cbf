using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Lineage;

/// <summary>
/// Carries classes along processes as Atlas does (sources 5.2): from inputs over the process to its outputs, on and on, unless the class stays where
/// it is, or a relationship lets none or not this one through. Deleted entities carry nothing. Tables and columns are not connected.
/// </summary>
internal sealed class AtlasPropagation
{
    private readonly IReadOnlyDictionary<string, AtlasEntity> _entities;
    private readonly IReadOnlyDictionary<string, ImmutableArray<string>> _superTypes;
    private readonly Dictionary<string, List<(string To, AtlasFlow Flow)>> _next = new(StringComparer.Ordinal);
    private readonly Dictionary<
        (ResourceName, string Class, ClassificationBasis, string Instance),
        (Classification Fact, string File)
    > _found = [];

    /// <param name="flowOf">What the relationship between a reference and its process lets through.</param>
    public AtlasPropagation(
        IReadOnlyDictionary<string, AtlasEntity> entities,
        IReadOnlyDictionary<string, AtlasStep> processes,
        Func<AtlasReference, string, AtlasFlow> flowOf,
        IReadOnlyDictionary<string, ImmutableArray<string>> superTypes
    )
    {
        _entities = entities;
        _superTypes = superTypes;
        foreach (var (key, step) in processes)
        {
            foreach (var input in step.Inputs)
            {
                Connect(input.Key, key, flowOf(input, key));
            }

            foreach (var output in step.Outputs)
            {
                Connect(key, output.Key, flowOf(output, key));
            }
        }
    }

    public ImmutableArray<(Classification Fact, string File)> Classify()
    {
        var given = new HashSet<(ResourceName, string)>();
        var origins = new Dictionary<string, List<(string Entity, string? Guid, string File)>>(StringComparer.Ordinal);
        foreach (var entity in _entities.Values.Where(entity => entity.IsActive))
        {
            foreach (var found in entity.Classifications)
            {
                if (!found.IsPropagated && found.IsActive)
                {
                    foreach (var type in WithSuperTypes(found.Type))
                    {
                        Add(entity.Key, type, ClassificationBasis.Import, found.Instance, entity.File, given);
                    }

                    if (found.Propagates)
                    {
                        origins.TryAdd(found.Type, []);
                        origins[found.Type].Add((entity.Key, found.AttachedTo ?? entity.Key, entity.File));
                    }
                }
            }
        }

        foreach (var entity in _entities.Values.Where(entity => entity.IsActive))
        {
            foreach (var found in entity.Classifications.Where(found => found.IsPropagated))
            {
                foreach (var type in WithSuperTypes(found.Type))
                {
                    Infer(entity.Key, type, entity.File, given);
                }
            }
        }

        foreach (var (type, starts) in origins)
        {
            // Origins that no relationship names travel together: what they reach does not depend on which of them it was.
            var named = starts.Where(start => IsNamed(type, start.Guid)).ToArray();
            Travel(type, [.. starts.Except(named)], given);
            foreach (var start in named)
            {
                Travel(type, [start], given);
            }
        }

        return
        [
            .. _found
                .Values.OrderBy(found => found.Fact.Resource.ToString(), StringComparer.Ordinal)
                .ThenBy(found => found.Fact.Class, StringComparer.Ordinal)
                .ThenBy(found => found.Fact.Basis),
        ];
    }

    private void Travel(
        string type,
        (string Entity, string? Guid, string File)[] starts,
        HashSet<(ResourceName, string)> given
    )
    {
        if (starts.Length == 0)
        {
            return;
        }

        var file = starts.Min(start => start.File)!;
        var guid = starts.Length == 1 ? starts[0].Guid : null;
        var seen = starts.Select(start => start.Entity).ToHashSet(StringComparer.Ordinal);
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var at))
        {
            foreach (var (to, flow) in _next.GetValueOrDefault(at, []))
            {
                var isBlocked =
                    flow.Blocked.Contains((type, null)) || (guid is not null && flow.Blocked.Contains((type, guid)));
                if (isBlocked || (_entities.TryGetValue(to, out var entity) && !entity.IsActive) || !seen.Add(to))
                {
                    continue;
                }

                foreach (var name in WithSuperTypes(type))
                {
                    Infer(to, name, file, given);
                }

                open.Enqueue(to);
            }
        }
    }

    private bool IsNamed(string type, string? guid) =>
        guid is not null && _next.Values.Any(steps => steps.Any(step => step.Flow.Blocked.Contains((type, guid))));

    private void Infer(string entity, string type, string file, HashSet<(ResourceName, string)> given)
    {
        if (
            _entities.TryGetValue(entity, out var known)
            && AtlasNames.Resource(known.Type, known.QualifiedName) is { } resource
            && !given.Contains((resource, type))
        )
        {
            Add(entity, type, ClassificationBasis.Lineage, null, file, null);
        }
    }

    private void Add(
        string entity,
        string type,
        ClassificationBasis basis,
        TagInstance? instance,
        string file,
        HashSet<(ResourceName, string)>? given
    )
    {
        if (AtlasNames.Resource(_entities[entity].Type, _entities[entity].QualifiedName) is not { } resource)
        {
            return;
        }

        given?.Add((resource, type));
        var key = (resource, type, basis, instance?.Key() ?? "");
        if (!_found.TryGetValue(key, out var known) || string.CompareOrdinal(file, known.File) < 0)
        {
            _found[key] = (new(resource, type, basis, Instance: instance), file);
        }
    }

    private IEnumerable<string> WithSuperTypes(string type)
    {
        var all = new HashSet<string>(StringComparer.Ordinal) { type };
        var open = new Queue<string>([type]);
        while (open.TryDequeue(out var next))
        {
            foreach (var above in _superTypes.GetValueOrDefault(next, []).Where(all.Add))
            {
                open.Enqueue(above);
            }
        }

        return all;
    }

    private void Connect(string from, string to, AtlasFlow flow)
    {
        if (flow.Forward)
        {
            Step(from, to, flow);
        }

        if (flow.Backward)
        {
            Step(to, from, flow);
        }

        void Step(string one, string other, AtlasFlow along)
        {
            if (!_next.TryGetValue(one, out var steps))
            {
                _next.Add(one, steps = []);
            }

            steps.Add((other, along));
        }
    }
}

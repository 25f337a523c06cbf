using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Data;

/// <summary>
/// Makes facts with every member that their types have, by reflection: a member that somebody adds is in the next run's facts. No two texts are alike, so no two
/// facts share a key.
/// </summary>
internal sealed class RandomFacts(int seed)
{
    private static readonly NullabilityInfoContext s_nullability = new();
    private static readonly string[] s_alphabet = ["a", "B", "é", "ß", "日", "🙂", "\"", "\\", "\n", " ", ".", "0"];

    private readonly Random _random = new(seed);
    private int _texts;

    // Put on top of the facts when a view is made; the store neither writes nor loads them.
    private static readonly string[] s_notStored =
    [
        nameof(EstateFacts.Snapshot),
        nameof(EstateFacts.At),
        nameof(EstateFacts.ClassOverrides),
        nameof(EstateFacts.SetAsideClassifications),
    ];

    /// <summary>Up to this many of each kind.</summary>
    public EstateFacts Estate(Snapshot snapshot, int most)
    {
        var facts = new EstateFacts { Snapshot = snapshot, At = snapshot.TakenAt };
        foreach (var property in typeof(EstateFacts).GetProperties())
        {
            if (!s_notStored.Contains(property.Name))
            {
                property.SetValue(facts, Of(property.PropertyType, s_nullability.Create(property), most));
            }
        }

        return facts;
    }

    /// <summary>The same facts as an import hands them over, each in one of the lists that a load puts together.</summary>
    public static SnapshotDraft Draft(EstateFacts facts, SnapshotDraft draft) =>
        draft with
        {
            Principals = Dated(facts.Principals),
            Memberships = Dated(facts.Memberships),
            Databases = Dated(facts.Databases),
            Tables = Dated(facts.Tables),
            Policies = Dated(facts.Policies),
            Zones = Dated(facts.Zones),
            Services = Dated(facts.Service is { } service ? [service] : ImmutableArray<AccessService>.Empty),
            Classifications = Dated(facts.Classifications),
            TableGroups = Dated(facts.TableGroups),
            Populations = Dated(facts.Populations),
            IntendedAccess = Dated(facts.IntendedAccess),
            DataOwners = Dated(facts.DataOwners),
            HiveGrants = Dated(facts.HiveGrants),
            ViewSources = Dated(facts.ViewSources),
            TableStorages = Dated(facts.TableStorages),
            HdfsServices = Dated(facts.Hdfs is { } hdfs ? [hdfs] : ImmutableArray<HdfsService>.Empty),
            Paths = Dated(facts.Paths),
            LineageEdges = Dated(facts.LineageEdges),
            Dashboards = Dated(facts.Dashboards),
        };

    public T One<T>() => (T)Of(typeof(T), null, 3)!;

    private static ImmutableArray<DatedFact<T>> Dated<T>(ImmutableArray<T> facts) =>
        [.. facts.Select(fact => new DatedFact<T>(fact))];

    private object? Of(Type type, NullabilityInfo? nullability, int most)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return _random.Next(3) == 0 ? null : Of(value, null, most);
        }

        if (nullability?.ReadState == NullabilityState.Nullable && _random.Next(3) == 0)
        {
            return null;
        }

        return type switch
        {
            _ when type == typeof(string) => Text(),
            _ when type == typeof(bool) => _random.Next(2) == 0,
            _ when type == typeof(int) => _random.Next(-5, 1000),
            _ when type == typeof(long) => _random.NextInt64(-5, long.MaxValue) >> _random.Next(60),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.FromUnixTimeMilliseconds(
                _random.NextInt64(-10_000_000_000, 4_000_000_000_000)
            ),
            _ when type == typeof(PathBits) => (PathBits)_random.Next(8),
            { IsEnum: true } => Enum.GetValues(type).GetValue(_random.Next(Enum.GetValues(type).Length)),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => List(
                type.GetGenericArguments()[0],
                most
            ),
            _ when type == typeof(ImmutableSortedDictionary<string, ResourceValues>) => Enumerable
                .Range(0, _random.Next(4))
                .ToImmutableSortedDictionary(_ => Text(), _ => One<ResourceValues>(), StringComparer.Ordinal),
            _ when type == typeof(ResourceName) => new ResourceName(
                Text(),
                Text(),
                _random.Next(2) == 0 ? null : Text()
            ),
            _ => Whole(type),
        };
    }

    private object List(Type element, int most)
    {
        var values = Array.CreateInstance(element, _random.Next(most + 1));
        for (var index = 0; index < values.Length; index++)
        {
            values.SetValue(Of(element, null, 3), index);
        }

        return typeof(RandomFacts)
            .GetMethod(nameof(Immutable), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(element)
            .Invoke(null, [values])!;
    }

    private static ImmutableArray<T> Immutable<T>(T[] values) => [.. values];

    private object Whole(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(known => known.GetParameters().Length).First();
        var parameters = constructor.GetParameters();
        var whole = constructor.Invoke([
            .. parameters.Select(parameter => Of(parameter.ParameterType, s_nullability.Create(parameter), 3)),
        ]);
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null))
        {
            if (!parameters.Any(parameter => parameter.Name == property.Name))
            {
                property.SetValue(whole, Of(property.PropertyType, s_nullability.Create(property), 3));
            }
        }

        return whole;
    }

    private string Text()
    {
        var text = string.Concat(
            Enumerable.Range(0, _random.Next(8)).Select(_ => s_alphabet[_random.Next(s_alphabet.Length)])
        );
        return text + (_texts++).ToString(CultureInfo.InvariantCulture);
    }
}

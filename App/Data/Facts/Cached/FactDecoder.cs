using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts.Cached;

/// <summary>Reads facts from their bytes, section by section, on all processors.</summary>
internal sealed class FactDecoder
{
    private readonly ReadOnlyMemory<byte> _contents;
    private readonly ImmutableArray<FactSection> _sections;
    private readonly List<Action> _waiting = [];
    private readonly CancellationToken _cancellationToken;
    private SharedValues _shared = new([], [], [], []);

    private FactDecoder(EncodedFacts encoded, CancellationToken cancellationToken)
    {
        _contents = encoded.Contents;
        _sections = encoded.Sections;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The facts that were written, of the snapshot and the instant that they were written of.</summary>
    public static EstateFacts Read(
        EncodedFacts encoded,
        Snapshot snapshot,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) => new FactDecoder(encoded, cancellationToken).Read(snapshot, at);

    private EstateFacts Read(Snapshot snapshot, DateTimeOffset at)
    {
        var texts = Part(SectionKind.Texts, static (ref input) => input.Characters());
        Run();
        _shared = new(texts, [], [], []);
        var columns = Part(SectionKind.Columns, FactInput.Column);
        var resources = Part(SectionKind.Resources, FactInput.Resource);
        var accesses = Part(SectionKind.PathAccesses, FactInput.PathAccess);
        Run();
        _shared = new(texts, columns, resources, accesses);
        var services = Part(SectionKind.Services, FactInput.ServiceFact);
        var hdfs = Part(SectionKind.HdfsServices, FactInput.HdfsServiceFact);
        var facts = new EstateFacts
        {
            Snapshot = snapshot,
            At = at,
            Policies = List(SectionKind.Policies, FactInput.PolicyFact), // first: the longest sections
            Tables = List(SectionKind.Tables, FactInput.TableFact),
            Principals = List(SectionKind.Principals, FactInput.PrincipalFact),
            Memberships = List(SectionKind.Memberships, FactInput.MembershipFact),
            Databases = List(SectionKind.Databases, FactInput.DatabaseFact),
            Zones = List(SectionKind.Zones, FactInput.ZoneFact),
            Classifications = List(SectionKind.Classifications, FactInput.ClassificationFact),
            TableGroups = List(SectionKind.TableGroups, FactInput.TableGroupFact),
            Populations = List(SectionKind.Populations, FactInput.PopulationFact),
            IntendedAccess = List(SectionKind.IntendedAccess, FactInput.IntendedAccessFact),
            DataOwners = List(SectionKind.DataOwners, FactInput.DataOwnerFact),
            HiveGrants = List(SectionKind.HiveGrants, FactInput.HiveGrantFact),
            ViewSources = List(SectionKind.ViewSources, FactInput.ViewSourcesFact),
            TableStorages = List(SectionKind.TableStorages, FactInput.TableStorageFact),
            Paths = List(SectionKind.Paths, FactInput.PathFact),
            LineageEdges = List(SectionKind.LineageEdges, FactInput.LineageEdgeFact),
            Dashboards = List(SectionKind.Dashboards, FactInput.DashboardFact),
        };
        Run(); // fills the lists that the facts hold already
        return facts with { Service = services.FirstOrDefault(), Hdfs = hdfs.FirstOrDefault() };
    }

    private ImmutableArray<T> List<T>(SectionKind kind, FactRead<T> read) =>
        ImmutableCollectionsMarshal.AsImmutableArray(Part(kind, read));

    /// <summary>Room for the values of a kind, filled by the next run.</summary>
    private T[] Part<T>(SectionKind kind, FactRead<T> read)
    {
        var sections = _sections.Where(section => section.Kind == kind).ToArray();
        var values = new T[sections.Sum(section => section.Count)];
        var shared = _shared;
        foreach (var section in sections)
        {
            _waiting.Add(() => Fill(section, shared, values, read));
        }

        return values;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill<T>(FactSection section, SharedValues shared, T[] values, FactRead<T> read)
    {
        var input = new FactInput(_contents.Span.Slice(section.Offset, section.Length), shared);
        var end = section.First + section.Count;
        for (var index = section.First; index < end; index++)
        {
            values[index] = read(ref input);
        }
    }

    private void Run()
    {
        var waiting = _waiting.ToArray();
        _waiting.Clear();
        Parallel.For(
            0,
            waiting.Length,
            new ParallelOptions { CancellationToken = _cancellationToken },
            index => waiting[index]()
        );
    }
}

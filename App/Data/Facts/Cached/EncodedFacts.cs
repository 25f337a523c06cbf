using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts.Cached;

/// <summary>Facts as bytes: sections that can be read beside each other, and where each of them lies.</summary>
internal sealed record EncodedFacts(ReadOnlyMemory<byte> Contents, ImmutableArray<FactSection> Sections)
{
    // Some milliseconds of work: two processors share even a small estate, and none waits long for the other's last section.
    private const int SectionValues = 8_192;

    /// <summary>Every list of the facts; the snapshot and the instant are the file's to tell.</summary>
    public static EncodedFacts Of(EstateFacts facts)
    {
        var shared = new SharedNumbers();
        var output = new FactOutput(shared);
        var sections = ImmutableArray.CreateBuilder<FactSection>();
        Write(SectionKind.Principals, facts.Principals, static (output, fact) => output.Fact(fact));
        Write(SectionKind.Memberships, facts.Memberships, static (output, fact) => output.Fact(fact));
        Write(SectionKind.Databases, facts.Databases, static (output, fact) => output.Fact(fact));
        Write(SectionKind.Tables, facts.Tables, static (output, fact) => output.Fact(fact));
        Write(SectionKind.Policies, facts.Policies, static (output, fact) => output.Fact(fact));
        Write(SectionKind.Zones, facts.Zones, static (output, fact) => output.Fact(fact));
        Write(SectionKind.Services, OneOrNone(facts.Service), static (output, fact) => output.Fact(fact));
        Write(SectionKind.Classifications, facts.Classifications, static (output, fact) => output.Fact(fact));
        Write(SectionKind.TableGroups, facts.TableGroups, static (output, fact) => output.Fact(fact));
        Write(SectionKind.Populations, facts.Populations, static (output, fact) => output.Fact(fact));
        Write(SectionKind.IntendedAccess, facts.IntendedAccess, static (output, fact) => output.Fact(fact));
        Write(SectionKind.DataOwners, facts.DataOwners, static (output, fact) => output.Fact(fact));
        Write(SectionKind.HiveGrants, facts.HiveGrants, static (output, fact) => output.Fact(fact));
        Write(SectionKind.ViewSources, facts.ViewSources, static (output, fact) => output.Fact(fact));
        Write(SectionKind.TableStorages, facts.TableStorages, static (output, fact) => output.Fact(fact));
        Write(SectionKind.HdfsServices, OneOrNone(facts.Hdfs), static (output, fact) => output.Fact(fact));
        Write(SectionKind.Paths, facts.Paths, static (output, fact) => output.Fact(fact));
        Write(SectionKind.LineageEdges, facts.LineageEdges, static (output, fact) => output.Fact(fact));
        Write(SectionKind.Dashboards, facts.Dashboards, static (output, fact) => output.Fact(fact));
        // Each of these adds texts, so the texts come last.
        Write(SectionKind.Columns, shared.Columns.Values, static (output, value) => output.Column(value));
        Write(SectionKind.Resources, shared.Resources.Values, static (output, value) => output.Resource(value));
        Write(SectionKind.PathAccesses, shared.PathAccesses.Values, static (output, value) => output.PathAccess(value));
        Write(SectionKind.Texts, shared.Texts.Values, static (output, value) => output.Characters(value));
        return new(output.Written.ToArray(), sections.ToImmutable());

        void Write<T>(SectionKind kind, IReadOnlyList<T> values, Action<FactOutput, T> write)
        {
            for (var first = 0; first < values.Count; first += SectionValues)
            {
                var (offset, end) = (output.Length, Math.Min(first + SectionValues, values.Count));
                for (var index = first; index < end; index++)
                {
                    write(output, values[index]);
                }

                sections.Add(new(kind, first, end - first, offset, output.Length - offset));
            }
        }
    }

    private static T[] OneOrNone<T>(T? value)
        where T : class => value is null ? [] : [value];
}

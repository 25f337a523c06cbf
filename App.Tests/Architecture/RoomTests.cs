using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Tests.Architecture;

/// <summary>Holds the app to the room plan: who may import whom, and which frameworks each room may touch.</summary>
public sealed class RoomTests
{
    private const string Root = "GovernanceDashboard";

    private static readonly Assembly s_app = typeof(Program).Assembly;

    /// <summary>Room → rooms it may import. A room always sees itself. A nested room ("A.B") is listed on its own.</summary>
    private static readonly Dictionary<string, string[]> s_mayImport = new()
    {
        ["Domain"] = [],
        ["Access"] = ["Domain"],
        ["Sensitivity"] = ["Domain"],
        ["Exposure"] = ["Domain", "Access"],
        ["Simulation"] = ["Domain", "Access", "Exposure"],
        ["Findings.Rules"] = ["Domain", "Access", "Exposure", "Sensitivity"],
        ["Data"] = ["Domain"],
        ["Security"] = ["Domain", "Data"],
        ["Import"] = ["Domain", "Sensitivity", "Data", "Security"],
        ["Generation"] = ["Domain", "Import"],
        ["Conformance"] = ["Domain", "Access", "Import"],
        ["Estate"] = ["Domain", "Access", "Exposure", "Sensitivity", "Data", "Security"],
        ["Findings"] = ["Findings.Rules", "Domain", "Access", "Exposure", "Data", "Estate", "Security"],
        ["Planning"] =
        [
            "Domain",
            "Access",
            "Exposure",
            "Simulation",
            "Data",
            "Import",
            "Estate",
            "Findings",
            "Security",
        ],
        ["Reviews"] =
        [
            "Domain",
            "Access",
            "Exposure",
            "Simulation",
            "Data",
            "Estate",
            "Findings",
            "Planning",
            "Security",
        ],
        ["Incidents"] =
        [
            "Domain",
            "Access",
            "Exposure",
            "Simulation",
            "Data",
            "Estate",
            "Findings",
            "Planning",
            "Security",
        ],
        ["Evidence"] =
        [
            "Domain",
            "Access",
            "Exposure",
            "Simulation",
            "Findings",
            "Planning",
            "Reviews",
            "Incidents",
            "Security",
        ],
        ["Jobs"] = AllBut("Jobs", "Components", "Cli"),
        ["Cli"] = AllBut("Cli", "Components"),
        ["Components"] = AllBut("Components", "Data", "Cli", "Generation"),
    };

    /// <summary>Framework namespace → the only rooms that may mention it.</summary>
    private static readonly Dictionary<string, string[]> s_frameworkRooms = new()
    {
        ["Microsoft.EntityFrameworkCore"] = ["Data"],
        ["Microsoft.Data.Sqlite"] = ["Data"],
        ["SQLitePCL"] = ["Data"],
        ["Npgsql"] = ["Data", "Import"],
        ["CsvHelper"] = ["Import", "Generation", "Evidence", "Cli"],
        ["Bogus"] = ["Generation"],
        ["DocumentFormat.OpenXml"] = ["Evidence"],
        ["System.IO.Packaging"] = ["Evidence"],
        ["Microsoft.AspNetCore.Components"] = ["Components", "Security"],
        ["Microsoft.AspNetCore.Authentication"] = ["Components", "Security"],
        ["Microsoft.AspNetCore.Authorization"] = ["Components", "Security"],
        ["Microsoft.AspNetCore.Http"] = ["Components", "Security"],
        ["Microsoft.JSInterop"] = ["Components"],
        ["Radzen"] = ["Components"],
        ["System.CommandLine"] = ["Cli"],
        ["Spectre.Console"] = ["Cli"],
    };

    /// <summary>Rooms that may open files. Others may be handed a reader, a writer or a stream.</summary>
    private static readonly string[] s_fileRooms =
    [
        "Data",
        "Import",
        "Generation",
        "Conformance",
        "Evidence",
        "Security",
        "Jobs",
        "Cli",
    ];

    /// <summary>What may be handed to any room that is not pure: it names no place on the disk.</summary>
    private static readonly HashSet<string> s_handedStreams =
    [
        "System.IO.Stream",
        "System.IO.MemoryStream",
        "System.IO.TextReader",
        "System.IO.StringReader",
        "System.IO.StreamReader",
        "System.IO.TextWriter",
        "System.IO.StringWriter",
        "System.IO.StreamWriter",
        "System.IO.IOException",
        "System.IO.InvalidDataException",
        "System.IO.EndOfStreamException",
    ];

    /// <summary>Members no room may use, with what to use instead.</summary>
    private static readonly Dictionary<string, string> s_bannedMembers = new()
    {
        ["System.DateTime.get_Now"] = "TimeProvider.GetUtcNow",
        ["System.DateTime.get_UtcNow"] = "TimeProvider.GetUtcNow",
        ["System.DateTimeOffset.get_Now"] = "TimeProvider.GetUtcNow",
        ["System.DateTimeOffset.get_UtcNow"] = "TimeProvider.GetUtcNow",
        ["System.Threading.Tasks.Task.Wait"] = "await",
        ["System.Threading.Tasks.Task`1.get_Result"] = "await",
        ["System.Random.get_Shared"] = "a seeded Random passed in",
    };

    /// <summary>Rooms that compute and do nothing else: no I/O, no clock, no logging, no tasks.</summary>
    private static readonly string[] s_pureRooms =
    [
        "Domain",
        "Access",
        "Sensitivity",
        "Exposure",
        "Simulation",
        "Findings.Rules",
    ];

    private static readonly string[] s_impureNamespaces =
    [
        "System.IO",
        "System.Net",
        "Microsoft.Extensions",
        "Microsoft.AspNetCore",
        "Microsoft.EntityFrameworkCore",
    ];

    [Fact]
    public void Every_type_lives_in_a_known_room()
    {
        AssertNone(AppTypes().Where(type => RoomOf(type) is null).Select(type => $"{type.FullName} is in no room"));
    }

    [Fact]
    public void Rooms_import_only_the_rooms_below_them()
    {
        var breaches =
            from type in AppTypes()
            let room = RoomOf(type)
            where room is not null
            from mentioned in TypeReferences.Of(type)
            where mentioned.Assembly == s_app
            let other = RoomOf(mentioned)
            where other is not null && other != room && !s_mayImport[room].Contains(other)
            select $"{room} must not import {other}: {type.FullName} mentions {mentioned.FullName}";

        AssertNone(breaches);
    }

    [Fact]
    public void Frameworks_stay_in_their_rooms()
    {
        var breaches =
            from type in AppTypes()
            let room = RoomOf(type)
            where room is not null
            from mentioned in TypeReferences.Of(type)
            from framework in s_frameworkRooms
            where IsWithin(mentioned.Namespace, framework.Key) && !framework.Value.Contains(room)
            select $"{room} must not touch {framework.Key}: {type.FullName} mentions {mentioned.FullName}";

        AssertNone(breaches);
    }

    [Fact]
    public void Only_some_rooms_open_files()
    {
        var breaches =
            from type in AppTypes()
            let room = RoomOf(type)
            where room is not null && !s_fileRooms.Contains(room)
            from mentioned in TypeReferences.Of(type)
            where IsWithin(mentioned.Namespace, "System.IO")
            where !s_handedStreams.Contains(mentioned.FullName ?? "")
            select $"{room} must not open files: {type.FullName} mentions {mentioned.FullName}";

        AssertNone(breaches);
    }

    [Fact]
    public void Pure_rooms_do_no_io()
    {
        var breaches =
            from type in AppTypes()
            where s_pureRooms.Contains(RoomOf(type))
            from mentioned in TypeReferences.Of(type)
            where s_impureNamespaces.Any(impure => IsWithin(mentioned.Namespace, impure))
            select $"{type.FullName} mentions {mentioned.FullName}";

        AssertNone(breaches);
    }

    [Fact]
    public void No_ambient_clock_blocking_wait_or_unseeded_chance()
    {
        var breaches =
            from type in AppTypes()
            from member in TypeReferences.MembersUsedBy(type)
            let owner = member.DeclaringType is { IsGenericType: true } generic
                ? generic.GetGenericTypeDefinition()
                : member.DeclaringType
            let name = $"{owner?.FullName}.{member.Name}"
            where s_bannedMembers.ContainsKey(name)
            select $"{type.FullName} uses {name}; use {s_bannedMembers[name]}";

        AssertNone(breaches);
    }

    [Fact]
    public void Import_table_has_no_cycle()
    {
        var visiting = new HashSet<string>();
        var done = new HashSet<string>();
        foreach (var room in s_mayImport.Keys)
        {
            Visit(room);
        }

        void Visit(string room)
        {
            if (done.Contains(room))
            {
                return;
            }

            Assert.True(visiting.Add(room), $"cycle through {room}");
            foreach (var below in s_mayImport[room])
            {
                Visit(below);
            }

            visiting.Remove(room);
            done.Add(room);
        }
    }

    [Fact]
    public void Names_say_what_a_type_is()
    {
        string[] vague = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Processor", "Misc"];
        AssertNone(
            AppTypes().Where(type => vague.Any(type.Name.EndsWith)).Select(type => $"{type.FullName} has a vague name")
        );
    }

    /// <remarks>
    /// Inside our namespaces a room's simple name resolves to the room before any imported type, so a type called
    /// <c>Estate</c> or <c>Evidence</c> would be unusable without qualification (CS0118).
    /// </remarks>
    [Fact]
    public void No_type_is_named_like_a_room()
    {
        var rooms = s_mayImport.Keys.SelectMany(room => room.Split('.')).ToHashSet(StringComparer.Ordinal);
        AssertNone(
            AppTypes().Where(type => rooms.Contains(type.Name)).Select(type => $"{type.FullName} has a room's name")
        );
    }

    [Fact]
    public void Classes_are_sealed_static_or_abstract()
    {
        var open =
            from type in AppTypes()
            where type.IsClass && !type.IsSealed && !type.IsAbstract && !IsWrittenByTheCompiler(type)
            where !typeof(IComponent).IsAssignableFrom(type) && !IsWithin(type.Namespace, $"{Root}.Data.Migrations")
            select $"{type.FullName} is open to inheritance";

        AssertNone(open);
    }

    private static string[] AllBut(params string[] absent) =>
        [
            .. new[]
            {
                "Domain",
                "Access",
                "Sensitivity",
                "Exposure",
                "Simulation",
                "Findings.Rules",
                "Data",
                "Security",
                "Import",
                "Generation",
                "Conformance",
                "Estate",
                "Findings",
                "Planning",
                "Reviews",
                "Incidents",
                "Evidence",
                "Jobs",
            }.Except(absent),
        ];

    private static void AssertNone(IEnumerable<string> breaches)
    {
        var lines = breaches.Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.True(lines.Length == 0, string.Join(Environment.NewLine, lines));
    }

    private static IEnumerable<Type> AppTypes() =>
        s_app
            .GetTypes()
            .Where(type => IsWithin(type.Namespace, Root))
            .Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null || type.IsNested)
            .Where(type => !type.Name.Contains("_Imports", StringComparison.Ordinal));

    // Lambdas, iterators and async state machines belong to the type that holds them.
    private static bool IsWrittenByTheCompiler(Type type) => type.Name.Contains('<', StringComparison.Ordinal);

    private static string? RoomOf(Type type) =>
        s_mayImport.Keys.Where(room => IsWithin(type.Namespace, $"{Root}.{room}")).MaxBy(room => room.Length);

    private static bool IsWithin(string? name, string prefix) =>
        name is not null && (name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal));
}

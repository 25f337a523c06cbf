using System.Collections;
using System.Globalization;
using System.Reflection;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Tests.Mutation;

/// <summary>
/// Runs the tests against Stryker's mutants in one process, which takes a hundredth of the time that a process per mutant takes. Needs
/// the assembly that Stryker made (../README.md); without <c>MUTANTS</c> in the environment it does nothing.
/// </summary>
/// <remarks>
/// <c>MUTANTS</c> names a file with the mutants' numbers, <c>MUTANT_RESULTS</c> the file to which results are added: those that stand in it
/// are not tried again, so that a run goes on where one ended. A mutant that does not end ends the process: start it again.
/// </remarks>
public sealed class MutantTrials
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void Every_mutant_is_tried()
    {
        if (Environment.GetEnvironmentVariable("MUTANTS") is not { } list)
        {
            return;
        }

        var results = Environment.GetEnvironmentVariable("MUTANT_RESULTS")!;
        var known = File.Exists(results) ? File.ReadLines(results).Select(line => line.Split(' ')[0]).ToHashSet() : [];
        var control = typeof(AccessIndex).Assembly.GetTypes().Single(type => type.Name == "MutantControl");
        var active = control.GetField("ActiveMutant")!;
        active.SetValue(null, -1);
        File.WriteAllLines(results + ".places", Places(control).Select(place => $"{place.Mutant} {place.Where}"));
        var tests = Tests().ToList();
        var covered = Coverage(control, tests);
        foreach (var id in File.ReadLines(list).Where(id => !known.Contains(id)))
        {
            var number = int.Parse(id, CultureInfo.InvariantCulture);
            if (!covered.TryGetValue(number, out var covering))
            {
                File.AppendAllText(results, $"{id} NoCoverage\n");
                continue;
            }

            active.SetValue(null, number);
            var killer = Trial(covering, results, id);
            active.SetValue(null, -1);
            File.AppendAllText(results, killer is null ? $"{id} Survived\n" : $"{id} Killed {killer}\n");
        }
    }

    private static string? Trial(List<TestRun> covering, string results, string id)
    {
        string? killer = null;
        var worker = new Thread(() => killer = covering.Find(test => !test.Passes())?.Name, 64 << 20);
        worker.Start();
        if (!worker.Join(s_patience))
        {
            File.AppendAllText(results, $"{id} Timeout\n");
            Environment.Exit(3);
        }

        return killer;
    }

    // Which tests meet which mutant: those alone are run against it. Tests that fail without any mutant are left out.
    private static Dictionary<int, List<TestRun>> Coverage(Type control, List<TestRun> tests)
    {
        var capture = control.GetField("CaptureCoverage")!;
        var data = control.GetMethod("GetCoverageData")!;
        var covered = new Dictionary<int, List<TestRun>>();
        capture.SetValue(null, true);
        foreach (var test in tests)
        {
            data.Invoke(null, null);
            if (!test.Passes())
            {
                Console.WriteLine($"left out: {test.Name}");
                continue;
            }

            foreach (
                var mutant in ((IEnumerable)data.Invoke(null, null)!)
                    .Cast<IEnumerable<int>>()
                    .SelectMany(ids => ids)
                    .Distinct()
            )
            {
                if (!covered.TryGetValue(mutant, out var covering))
                {
                    covered.Add(mutant, covering = []);
                }

                covering.Add(test);
            }
        }

        capture.SetValue(null, false);
        Console.WriteLine($"{tests.Count} tests, {covered.Count} mutants covered");
        return covered;
    }

    // Stryker says where a mutant stands only of those that it tries itself: this reads it off the calls that switch mutants on.
    private static IEnumerable<(int Mutant, string Where)> Places(Type control)
    {
        const byte Call = 0x28;
        const byte LoadInt = 0x20;
        var token = BitConverter.GetBytes(control.GetMethod("IsActive")!.MetadataToken);
        var everything =
            BindingFlags.DeclaredOnly
            | BindingFlags.Public
            | BindingFlags.NonPublic
            | BindingFlags.Instance
            | BindingFlags.Static;
        foreach (var type in control.Assembly.GetTypes())
        {
            foreach (
                var method in type.GetMethods(everything).Cast<MethodBase>().Concat(type.GetConstructors(everything))
            )
            {
                var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
                for (var at = 5; at + 4 < code.Length; at++)
                {
                    if (code[at] == Call && code.AsSpan(at + 1, 4).SequenceEqual(token) && code[at - 5] == LoadInt)
                    {
                        yield return (BitConverter.ToInt32(code, at - 4), $"{type.FullName}.{method.Name}");
                    }
                }
            }
        }
    }

    private static IEnumerable<TestRun> Tests() =>
        typeof(MutantTrials)
            .Assembly.GetTypes()
            .Where(type => type != typeof(MutantTrials) && type.IsClass && !type.IsAbstract)
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Public | BindingFlags.Instance).SelectMany(method => RunsOf(type, method))
            )
            .OrderBy(test => test.IsOnRandomEstates);

    private static IEnumerable<TestRun> RunsOf(Type type, MethodInfo method)
    {
        if (method.GetCustomAttribute<TheoryAttribute>() is not null)
        {
            foreach (var row in method.GetCustomAttributes<InlineDataAttribute>())
            {
                yield return new(type, method, row.Data!);
            }

            foreach (var member in method.GetCustomAttributes<MemberDataAttribute>())
            {
                foreach (var row in (IEnumerable)type.GetProperty(member.MemberName)!.GetValue(null)!)
                {
                    yield return new(type, method, ((ITheoryDataRow)row).GetData());
                }
            }
        }
        else if (method.GetCustomAttribute<FactAttribute>() is not null)
        {
            yield return new(type, method, []);
        }
    }

    private sealed record TestRun(Type Type, MethodInfo Method, object?[] Arguments)
    {
        internal string Name => $"{Type.Name}.{Method.Name}({string.Join(',', Arguments)})";

        internal bool IsOnRandomEstates =>
            Type.Name.Contains("Agree", StringComparison.Ordinal)
            || Type.Namespace!.EndsWith("Reference", StringComparison.Ordinal);

        internal bool Passes()
        {
            try
            {
                Method.Invoke(Activator.CreateInstance(Type), Arguments);
                return true;
            }
            catch (TargetInvocationException)
            {
                return false;
            }
        }
    }
}

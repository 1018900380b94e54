using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Matching.Tests.Servers;

/// <summary>xunit that skips tests, and whole classes, whose <see cref="NeedsAttribute"/> is not met; contract tests inherit their facts, so the class has to say it.</summary>
public sealed class ServerTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(IAssemblyInfo assemblyInfo) =>
        new Discoverer(assemblyInfo, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Discoverer(IAssemblyInfo assembly, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkDiscoverer(assembly, sources, messages)
    {
        protected override bool FindTestsForMethod(
            ITestMethod testMethod, bool includeSourceInformation, IMessageBus messageBus, ITestFrameworkDiscoveryOptions discoveryOptions)
        {
            if (!testMethod.Method.GetCustomAttributes(typeof(FactAttribute)).Any() || WhyNot(testMethod) is null)
            {
                return base.FindTestsForMethod(testMethod, includeSourceInformation, messageBus, discoveryOptions);
            }

            return ReportDiscoveredTestCase(new SkippedTestCase(DiagnosticMessageSink, testMethod), includeSourceInformation, messageBus);
        }
    }

    private static string? WhyNot(ITestMethod method) =>
        method.TestClass.Class.GetCustomAttributes(typeof(NeedsAttribute)).Concat(method.Method.GetCustomAttributes(typeof(NeedsAttribute)))
            .OfType<ReflectionAttributeInfo>()
            .Select(need => ((NeedsAttribute)need.Attribute).WhyNot)
            .FirstOrDefault(why => why is not null);

    /// <summary>A test, or a whole theory, that is not run.</summary>
    public sealed class SkippedTestCase : XunitTestCase
    {
        [Obsolete("For the de-serialiser.")]
        [EditorBrowsable(EditorBrowsableState.Never)]
        public SkippedTestCase()
        {
        }

        internal SkippedTestCase(IMessageSink messages, ITestMethod testMethod)
            : base(messages, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, testMethod)
        {
        }

        protected override string GetSkipReason(IAttributeInfo factAttribute) => WhyNot(TestMethod)!;
    }
}

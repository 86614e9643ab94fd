package dev.apk8s.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

class StartConditionsTest {
    /** As tests and tools start a context, and as a service that was built starts its own. */
    enum Beans {
        FOUND_AT_THE_START,
        PREPARED
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotWantedIsNotThereAndNothingThatItMakes(Beans beans) {
        with(beans, Map.of("kitchen.open", "false"), context -> {
            assertThat(context.getBeanProvider(Kitchen.class).getIfAvailable()).isNull();
            assertThat(context.getBeanProvider(Dish.class).getIfAvailable()).isNull();
            assertThat(context.getBean(Table.class)).isNotNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWantedIsThere(Beans beans) {
        with(beans, Map.of("kitchen.open", "TRUE"),
                context -> assertThat(context.getBean(Dish.class)).isNotNull());
    }

    @ParameterizedTest
    @EnumSource
    void aPropertyThatIsAbsentOrEmptyIsTakenForWhatItIsSaidToBe(Beans beans) {
        with(beans, Map.of(), context -> assertThat(context.getBean(Dish.class)).isNotNull());
        with(beans, Map.of("kitchen.open", ""), context -> assertThat(context.getBean(Dish.class)).isNotNull());
    }

    @ParameterizedTest
    @EnumSource
    void allConditionsMustHold(Beans beans) {
        with(beans, Map.of("weather", "fair", "terrace.open", "false"),
                context -> assertThat(context.getBeanProvider(Terrace.class).getIfAvailable()).isNull());
        with(beans, Map.of("weather", "foul", "terrace.open", "true"),
                context -> assertThat(context.getBeanProvider(Terrace.class).getIfAvailable()).isNull());
        with(beans, Map.of("weather", "fair", "terrace.open", "true"),
                context -> assertThat(context.getBean(Terrace.class)).isNotNull());
    }

    @Test
    void nothingIsDecidedWhileBeansArePrepared() {
        System.setProperty(AbstractAotProcessor.AOT_PROCESSING, "true");
        try {
            with(Beans.FOUND_AT_THE_START, Map.of("kitchen.open", "false"),
                    context -> assertThat(context.getBean(Dish.class)).isNotNull());
        } finally {
            System.clearProperty(AbstractAotProcessor.AOT_PROCESSING);
        }
    }

    @Test
    void aConditionMayRefuseTheStart() {
        assertThatThrownBy(() -> with(Beans.FOUND_AT_THE_START, Map.of("weather", "green"), context -> {}))
                .isInstanceOf(IllegalStateException.class).hasMessage("green is no weather");
    }

    private static void with(Beans beans, Map<String, Object> properties, Consumer<GenericApplicationContext> looked) {
        switch (beans) {
            case FOUND_AT_THE_START -> {
                AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
                context.register(House.class);
                start(context, properties, looked);
            }
            case PREPARED -> {
                GenericApplicationContext context = new GenericApplicationContext();
                prepare(context);
                start(context, properties, looked);
            }
        }
    }

    private static void start(GenericApplicationContext context, Map<String, Object> properties,
            Consumer<GenericApplicationContext> looked) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("given", properties));
        try (context) {
            context.refresh();
            looked.accept(context);
        }
    }

    /** As what is generated registers them. */
    private static void prepare(GenericApplicationContext context) {
        context.registerBean(StartConditions.class, () -> new StartConditions(context.getEnvironment()));
        for (Class<?> type : List.of(Kitchen.class, Table.class, Terrace.class)) {
            context.registerBeanDefinition(type.getName(), new RootBeanDefinition(type));
        }
        RootBeanDefinition dish = new RootBeanDefinition(Dish.class);
        dish.setFactoryBeanName(Kitchen.class.getName());
        dish.setInstanceSupplier(() -> context.getBean(Kitchen.class).dish());
        context.registerBeanDefinition("dish", dish);
    }

    @Configuration(proxyBeanMethods = false)
    @Import({StartAutoConfiguration.class, Kitchen.class, Table.class, Terrace.class})
    static class House {}

    @Configuration(proxyBeanMethods = false)
    @OnlyIfProperty(name = "kitchen.open", otherwise = "true")
    static class Kitchen {
        @Bean
        Dish dish() {
            return new Dish();
        }
    }

    static class Dish {}

    static class Table {}

    @OnlyIf(FairWeather.class)
    @OnlyIfProperty(name = "terrace.open")
    static class Terrace {}

    static class FairWeather implements StartCondition {
        @Override
        public boolean holds(Environment environment, MergedAnnotation<?> on) {
            String weather = environment.getProperty("weather", "foul");
            if (!weather.equals("fair") && !weather.equals("foul")) {
                throw new IllegalStateException(weather + " is no weather");
            }
            return weather.equals("fair");
        }
    }
}
